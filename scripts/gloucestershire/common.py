# SPDX-License-Identifier: GPL-3.0-or-later
"""Random numbers, exact distribution and files. Random numbers come from
random.random() alone and arithmetic is + - * / only: same bytes on every machine."""
import csv
import io
import random
import zlib


def seeded(*parts):
    return random.Random(zlib.crc32("|".join(str(part) for part in parts).encode()))


def around(rng, share):
    """A factor between 1 - share and 1 + share."""
    return 1 + share * (2 * rng.random() - 1)


def spread(total, weights):
    """Pence over weights (of any sign), exactly: largest remainder, first on a tie."""
    whole = [int(weight * 1000000) for weight in weights]
    over = sum(whole)
    parts = [total * weight // over for weight in whole]
    rest = total - sum(parts)
    order = sorted(range(len(whole)), key=lambda i: (-(total * whole[i] % over) /
                                                     over, i))
    for i in order[:rest]:
        parts[i] += 1
    return parts


def pounds(pence):
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def pence_of(text):
    """'-12.34' to -1234, exactly."""
    whole, _, part = text.strip().lstrip("-").partition(".")
    amount = int(whole or "0") * 100 + int((part + "00")[:2])
    return -amount if text.strip().startswith("-") else amount


def thousands(text):
    """'31149.2' (in thousands of pounds) to pence, exactly."""
    whole, _, part = text.lstrip("-").partition(".")
    amount = int(whole) * 100000 + int((part + "00000")[:5])
    return -amount if text.startswith("-") else amount


def rounded(pence):
    """To whole thousands of pounds, half away from zero."""
    amount = (abs(pence) + 50000) // 100000
    return -amount if pence < 0 else amount


def write_text(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def write_csv(path, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    write_text(path, out.getvalue())


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
