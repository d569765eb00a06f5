# SPDX-License-Identifier: GPL-3.0-or-later
"""Services, high-risk areas and accounts. Services and areas as published; the
accounts are invented."""

# service; name; code; group; order; total_label; budget_manager
SERVICES = """
CF0201;Schools;CF0201;E;10;;Director of Children's Services
CF0202;Services for CYP with Additional Needs;CF0202;E;20;;
CF0209;Disabled Children & Young People;CF0209;E;30;;
CF0203;Education Outcomes and Intervention;CF0203/04/05;E;40;;
CF0206;Commissioning for Learning;CF0206;E;50;;
CF0210;Early Years Education;CF0210;E;60;;
CF0200;Other Education Services;CF02-0;E;70;;
CF0301;Safeguarding;CF0301;C;80;;Director of Safeguarding and Care
CF0302;Children in Care;CF0302;C;90;;
CF0303;Regulated Services;CF0303;C;100;;
CF0305;Quality;CF0305;C;110;;
CF0306;CF Management & Business Support;CF0306;C;120;;
CF0307;Localities Coordination & Support;CF0307;C;130;;
CF040201;Young People Services;CF040201;C;140;;
CF0402;Young People Support;CF0402;O;150;O;Assistant Director Integrated Commissioning
CF0403;Commissioning of Intervention Services;CF0403;O;160;;
CF0405;Health Contracts;CF0405;O;170;;
CF0406;Commissioned Early Years Services;CF0406;O;180;;
CF07;Commissioning Function;CF07;;190;;Head of Commissioning
"""
GROUPS = {"E": "Education & Additional Needs", "C": "Children & Families",
          "O": "Commissioned Children's Services", "": ""}
TOTAL_LABELS = {"O": "Other Commissioned Children's Services", "": ""}

# area|parent|order|manager|cost_centres|accounts
HIGH_RISK = """
External Placements||1|Assistant Director Integrated Commissioning|030201..030206|
Independent Special Schools||2|SEND Commissioning Manager|020211;020212|
Fostering||3|Fostering and Adoption Manager|030301..030304|
Adoption||4|Fostering and Adoption Manager|030311;030312|
Special Guard & Res Orders||5|Fostering and Adoption Manager|030321|
Safeguarding Staff||6|Director of Safeguarding and Care|030101..030112|
Section 17 & Discretionary Payments||7|Various||
Discretionary Payments|Section 17 & Discretionary Payments|1||030122|
Section 17 Payments|Section 17 & Discretionary Payments|2||030121|
High Needs Top-up Budgets||8|High Needs Manager|020121..020124|
Pensions||9|Pensions Manager|0200*|1090
Youth Support - Leaving Care / After Care||10|Youth Support Manager||
Staffing|Youth Support - Leaving Care / After Care|1||040201..040204|1000..1099
Payments|Youth Support - Leaving Care / After Care|2||040201..040204|4*;5*;6*
Transport||11|Head of Transport|0206*|3000..3099
Nursery Education Fees||12|Head of Early Years|021001..021003|
"""

# account; name; CIPFA group; kind (u: monthly pay, e: even, t: school terms, q: quarterly,
# y: in March, b: brought forward in April)
ACCOUNTS = """
1000;Salaries;1;u
1010;National insurance;1;u
1020;Employer's pension contributions;1;u
1030;Agency staff;1;e
1040;Teachers' salaries;1;u
1050;Training and recruitment;1;e
1090;Premature retirement and pensions;1;u
2000;Repairs and maintenance;2;e
2010;Energy and water;2;e
2020;Rents and rates;2;e
3000;Home to school transport contracts;3;t
3010;Post-16 transport;3;t
3020;Personal travel budgets;3;t
3100;Staff mileage;3;e
3110;Vehicle hire;3;e
4000;Equipment and materials;4;e
4010;Professional fees;4;e
4020;Legal costs;4;e
4030;Computing and telephones;4;e
4040;Catering and subsistence;4;e
5000;Residential placements;5;e
5010;Fostering agency placements;5;e
5020;Supported living placements;5;e
5030;Independent special school fees;5;t
5040;Contracts with providers;5;e
5050;Nursery education fees;5;t
5060;Grants to voluntary bodies;5;e
5070;Top-up payments to schools and colleges;5;t
5080;Budget shares delegated to schools;5;e
6000;Payments to carers;6;e
6010;Adoption and guardianship allowances;6;e
6020;Assistance to families and care leavers;6;e
6030;Direct payments;6;e
7000;Central support recharges;7;y
9000;Dedicated Schools Grant;9;e
9010;Other government grants;9;q
9020;Contributions from health and other bodies;9;q
9030;Sales, fees and recharges;9;q
9040;Deficit brought forward;9;b
9500;Interest and debt repayment;10;y
"""
