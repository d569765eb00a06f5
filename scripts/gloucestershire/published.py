# SPDX-License-Identifier: GPL-3.0-or-later
"""The published figures: Gloucestershire County Council, 2021/22 Revenue Budget
Monitoring Report, September 2021, attachments 1 to 4."""

SLA = """\
group,service_area,code,budget,forecast,variance_dsg,variance_non_dsg,variance_total,percent
Education & Additional Needs,Schools,CF0201,-60988,-45897,14591,500,15091,-24.7
Education & Additional Needs,Services for CYP with Additional Needs,CF0202,25770,26783,164,849,1013,3.9
Education & Additional Needs,Disabled Children & Young People,CF0209,4174,4399,0,225,225,5.4
Education & Additional Needs,Education Outcomes and Intervention,CF0203/04/05,5393,8997,3567,37,3604,66.8
Education & Additional Needs,Commissioning for Learning,CF0206,15942,16757,-64,879,815,5.1
Education & Additional Needs,Early Years Education,CF0210,33894,33897,4,-1,3,0.0
Education & Additional Needs,Other Education Services,CF02-0,612,768,-59,215,156,25.5
Education & Additional Needs,Total Education & Additional Needs,,24797,45704,18203,2704,20907,84.3
Children & Families,Safeguarding,CF0301,21334,22544,0,1210,1210,5.7
Children & Families,Children in Care,CF0302,33683,46385,0,12702,12702,37.7
Children & Families,Regulated Services,CF0303,19965,19444,0,-521,-521,-2.6
Children & Families,Quality,CF0305,2310,2359,0,49,49,2.1
Children & Families,CF Management & Business Support,CF0306,5553,5939,0,386,386,7.0
Children & Families,Localities Coordination & Support,CF0307,4115,4160,0,45,45,1.1
Children & Families,Young People Services,CF040201,4035,4181,0,146,146,3.6
Children & Families,Total Children & Families,,90995,105012,0,14017,14017,15.4
Commissioned Children's Services,Young People Support,CF0402,4609,4609,0,0,0,0.0
Commissioned Children's Services,Commissioning of Intervention Services,CF0403,886,889,0,3,3,0.3
Commissioned Children's Services,Health Contracts,CF0405,704,704,0,0,0,0.0
Commissioned Children's Services,Commissioned Early Years Services,CF0406,4449,4448,0,-1,-1,-0.0
Commissioned Children's Services,Other Commissioned Children's Services,,10648,10650,0,2,2,0.0
,Commissioning Function,CF07,118,632,80,434,514,
,Roundings,,-1,1,0,2,2,
,Total,,126557,161999,18283,17159,35442,28.0
"""

HIGH_RISK = """\
area,parent,budget,forecast,variance_dsg,variance_non_dsg,variance_total,percent
External Placements,,31149,43936,0,12787,12787,41.1
Independent Special Schools,,16969,16982,12,1,13,0.1
Fostering,,12764,12676,0,-88,-88,-0.7
Adoption,,2644,2627,0,-17,-17,-0.6
Special Guard & Res Orders,,4557,4141,0,-416,-416,-9.1
Safeguarding Staff,,19202,20434,0,1232,1232,6.4
Section 17 & Discretionary Payments,,1009,1009,0,0,0,0.0
Discretionary Payments,Section 17 & Discretionary Payments,599,599,0,0,0,0.0
Section 17 Payments,Section 17 & Discretionary Payments,410,410,0,0,0,0.0
High Needs Top-up Budgets,,31611,32861,1250,0,1250,4.0
Pensions,,3577,3577,0,0,0,0.0
Youth Support - Leaving Care / After Care,,4035,4182,0,147,147,3.6
Staffing,Youth Support - Leaving Care / After Care,3045,3242,0,197,197,6.5
Payments,Youth Support - Leaving Care / After Care,990,940,0,-50,-50,-5.1
Transport,,14140,15142,0,1002,1002,7.1
Nursery Education Fees,,33614,33618,4,0,4,0.0
Roundings,,0,-1,0,-1,-1,
Total,,175271,191184,1266,14647,15913,9.1
"""

COVID = """\
group,service_area,code,total_variance,covid,net
Education & Additional Needs,Schools,CF0201,500,500,0
Education & Additional Needs,Services for CYP with Additional Needs,CF0202,849,561,288
Education & Additional Needs,Disabled Children & Young People,CF0209,225,,225
Education & Additional Needs,Education Outcomes and Intervention,CF0203/04/05,37,,37
Education & Additional Needs,Commissioning for Learning,CF0206,879,75,804
Education & Additional Needs,Early Years Education,CF0210,-1,,-1
Education & Additional Needs,Other Education Services,CF02-0,215,167,48
Education & Additional Needs,Total Education & Additional Needs,,2704,1303,1401
Children & Families,Safeguarding,CF0301,1210,296,914
Children & Families,Children in Care,CF0302,12702,7047,5655
Children & Families,Regulated Services,CF0303,-521,,-521
Children & Families,Quality,CF0305,49,,49
Children & Families,CF Management & Business Support,CF0306,386,443,-57
Children & Families,Localities Coordination & Support,CF0307,45,,45
Children & Families,Young People Services,CF040201,146,8,138
Children & Families,Total Children & Families,,14017,7794,6223
Commissioned Children's Services,Young People Support,CF0402,0,,0
Commissioned Children's Services,Commissioning of Intervention Services,CF0403,3,,3
Commissioned Children's Services,Health Contracts,CF0405,0,,0
Commissioned Children's Services,Commissioned Early Years Services,CF0406,-1,,-1
Commissioned Children's Services,Other Commissioned Children's Services,,2,0,2
,Commissioning Function,CF07,434,89,345
,Roundings,,2,,2
,Total,,17159,9186,7973
"""

# Attachment 3: type, year, the counts of April onwards
PLACEMENTS = """
total 2012/13 131 134 129 129 126 131 127 127 127 129 126 129
total 2013/14 159 152 149 149 138 134 135 139 133 138 142 136
total 2014/15 136 138 142 138 132 136 134 129 124 132 124 143
total 2015/16 153 162 174 170 169 166 178 176 189 180 178 187
total 2016/17 184 201 205 226 215 231 221 213 222 217 234 231
total 2017/18 245 252 248 247 241 251 246 246 246 244 252 246
total 2018/19 270 287 287 299 305 289 294 295 307 314 312 313
total 2019/20 320 315 317 321 321 325 330 340 336 330 336 346
total 2020/21 331 356 354 375 392 381 375 377 401 395 404 403
total 2021/22 436 468 482 471 459
residential 2012/13 21 22 23 21 23 23 22 22 24 25 25 25
residential 2013/14 31 30 31 29 24 24 28 31 30 34 34 30
residential 2014/15 33 36 35 36 29 27 22 22 20 24 24 36
residential 2015/16 37 42 45 41 40 40 44 45 51 49 52 53
residential 2016/17 55 56 63 61 57 63 61 61 61 60 61 63
residential 2017/18 63 63 61 65 61 65 65 67 67 67 68 67
residential 2018/19 72 72 68 68 70 68 69 75 75 82 82 84
residential 2019/20 78 82 79 88 86 79 81 91 90 91 88 89
residential 2020/21 92 102 99 94 98 99 95 100 107 107 114 112
residential 2021/22 117 125 128 125 121
fostering 2012/13 92 93 90 94 88 91 89 89 91 93 91 94
fostering 2013/14 107 101 95 98 98 95 93 96 91 92 94 91
fostering 2014/15 89 90 95 92 94 101 104 100 98 100 95 100
fostering 2015/16 108 114 117 115 115 111 119 117 120 113 110 114
fostering 2016/17 104 118 119 136 133 145 136 131 133 129 137 134
fostering 2017/18 153 154 155 150 146 152 144 138 142 142 149 146
fostering 2018/19 161 176 181 188 192 182 186 173 178 176 173 177
fostering 2019/20 174 171 175 168 169 174 178 177 175 173 181 187
fostering 2020/21 182 181 176 197 205 195 194 196 200 197 194 194
fostering 2021/22 197 211 222 218 215
supported_living 2013/14 21 21 22 22 16 14 13 11 12 12 14 15
supported_living 2014/15 14 12 12 10 9 8 8 7 6 8 5 7
supported_living 2015/16 8 6 12 14 14 15 15 14 18 18 16 20
supported_living 2016/17 19 19 23 29 25 23 24 21 26 28 36 34
supported_living 2017/18 29 35 32 32 34 34 37 41 37 35 35 33
supported_living 2018/19 37 39 38 43 43 39 39 47 54 56 57 52
supported_living 2019/20 68 62 63 65 66 72 71 72 71 66 67 70
supported_living 2020/21 57 73 79 84 89 87 86 81 94 91 96 97
"""

# Attachment 3: type, the first year, the yearly averages as printed
AVERAGES = """
total 2012 129 142 134 174 217 247 298 328 379 463
residential 2012 23 30 29 45 60 65 74 85 102 123
fostering 2012 91 96 97 114 130 148 179 175 193 213
supported_living 2013 16 9 14 26 35 45 68 85
"""
