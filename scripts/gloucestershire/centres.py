# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost centres, all invented: code; name; manager. A line that begins with three dots opens
the cost centres of a service."""

CENTRES = """
...CF0200
020001;Teachers' pensions and premature retirement;Pensions Manager
020002;Historic pension commitments;Pensions Manager
020003;Education central income;Head of Education Finance
020004;School redundancy and closure costs;Head of Education Finance
...CF0201
020101;Maintained primary school budget shares;Head of Schools Finance
020102;Maintained secondary school budget shares;Head of Schools Finance
020103;Special school budget shares;Head of Schools Finance
020105;Schools contingency and support for vulnerable pupils;Head of Education Inclusion
020106;De-delegated services;Head of Schools Finance
020110;Dedicated Schools Grant;Head of Schools Finance
020111;High needs block deficit brought forward;Head of Schools Finance
020121;Top-up, primary schools;High Needs Manager
020122;Top-up, secondary schools;High Needs Manager
020123;Top-up, special schools;High Needs Manager
020124;Top-up, further education colleges;High Needs Manager
...CF0202
020201;SEN casework team;Head of SEND
020202;Educational psychology;Principal Educational Psychologist
020203;Advisory teaching service;Head of Advisory Teaching
020204;Portage and early support;Head of Advisory Teaching
020205;Alternative provision and hospital education;Head of Education Inclusion
020211;Independent special schools, day;SEND Commissioning Manager
020212;Independent special schools, residential;SEND Commissioning Manager
...CF0203
020301;School improvement;Head of Education Outcomes
020302;Virtual school;Virtual School Head
020401;Education inclusion and attendance;Head of Education Inclusion
020402;High needs budget gap;Head of Education Outcomes
020501;Governor services and admissions;Head of Education Outcomes
...CF0206
020601;Commissioning for learning team;Head of Commissioning for Learning
020602;Post-16 and skills;Head of Commissioning for Learning
020603;School place planning;Head of Commissioning for Learning
020610;Mainstream home to school transport;Head of Transport
020611;SEN transport;Head of Transport
020612;Post-16 transport;Head of Transport
...CF0209
020901;Disabled children's social work team;Head of Disabled Children
020902;Short breaks;Head of Disabled Children
020903;Direct payments, disabled children;Head of Disabled Children
...CF0210
021001;Nursery fees, two year olds;Head of Early Years
021002;Nursery fees, three and four year olds;Head of Early Years
021003;Early years inclusion fund;Head of Early Years
021010;Early years team;Head of Early Years
...CF0301
030101;Assessment and referral, Gloucester;Head of Safeguarding
030102;Assessment and referral, Cheltenham and Tewkesbury;Head of Safeguarding
030103;Assessment and referral, Forest, Stroud and Cotswolds;Head of Safeguarding
030104;Safeguarding team, Gloucester;Head of Safeguarding
030105;Safeguarding team, Cheltenham;Head of Safeguarding
030106;Safeguarding team, Tewkesbury;Head of Safeguarding
030107;Safeguarding team, Forest of Dean;Head of Safeguarding
030108;Safeguarding team, Stroud;Head of Safeguarding
030109;Safeguarding team, Cotswolds;Head of Safeguarding
030110;Children in care team;Head of Permanence
030111;Front door and multi-agency hub;Head of Safeguarding
030112;Emergency duty team;Head of Safeguarding
030121;Section 17 payments;Head of Safeguarding
030122;Discretionary payments;Head of Permanence
030130;Contact service and family group conferences;Head of Permanence
...CF0302
030201;Residential placements;Head of Placements
030202;Agency fostering placements;Head of Placements
030203;Supported living placements;Head of Placements
030204;Unaccompanied asylum seekers;Head of Placements
030205;Remand and secure placements;Head of Placements
030206;Care leavers' accommodation;Head of Placements
030210;Placements team;Head of Placements
030211;Participation and advocacy;Head of Permanence
...CF0303
030301;In-house foster carers;Fostering and Adoption Manager
030302;Fostering team;Fostering and Adoption Manager
030303;Kinship care;Fostering and Adoption Manager
030304;Foster carer recruitment;Fostering and Adoption Manager
030311;Adoption team;Fostering and Adoption Manager
030312;Adoption allowances and regional agency;Fostering and Adoption Manager
030321;Special guardianship and residence orders;Fostering and Adoption Manager
...CF0305
030501;Independent reviewing officers;Head of Quality
030502;Safeguarding children partnership;Head of Quality
...CF0306
030601;Directorate management;Director of Safeguarding and Care
030602;Business support;Head of Business Support
030603;Social work academy;Principal Social Worker
...CF0307
030701;Early help coordination;Head of Localities
030702;Children and families centres;Head of Localities
...CF040201
040201;Leaving care team, north;Youth Support Manager
040202;Leaving care team, south;Youth Support Manager
040203;Aftercare support;Youth Support Manager
040204;Care leavers' allowances;Youth Support Manager
...CF0402
040220;Youth support contract;Head of Youth Commissioning
040221;Youth justice contributions;Head of Youth Commissioning
...CF0403
040301;Family intervention contracts;Head of Commissioning
040302;Domestic abuse support;Head of Commissioning
...CF0405
040501;Child health contracts;Head of Health Commissioning
...CF0406
040601;Children's centres contracts;Head of Early Years Commissioning
040602;Early years quality contracts;Head of Early Years Commissioning
...CF07
070101;Commissioning hub;Head of Commissioning
070102;Joint commissioning with health;Head of Commissioning
"""


def centres():
    """[(code, name, service, manager)]"""
    rows, service = [], ""
    for line in CENTRES.strip().splitlines():
        if line.startswith("..."):
            service = line[3:]
        else:
            code, name, manager = line.split(";")
            rows.append((code, name, service, manager))
    return rows
