/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only the masks are made by each kind of processor in its own way; all that follows
 * from them is the same code. Quotes are paired by a running exclusive or, as in
 * Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019, section 3.1.1. */
#include "importers/scanner.h"

#include <string.h>

#if (defined(__x86_64__) || defined(__amd64__)) && defined(__GNUC__)
#define X86 1
#include <immintrin.h>
#else
#define X86 0
#endif

/* What is written into the functions of each kind of processor. */
#ifdef __GNUC__
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

#define RARE_BELOW 0x0E
#define CHUNK      ((size_t)64)
#define CHUNKS     (OT_SCAN_BYTES / CHUNK) /* scanned at once */

/* Of 64 bytes: bit i is byte i. rare: below RARE_BELOW but newline and separator, and
 * beyond ASCII. */
typedef struct mask {
    uint64_t separator, newline, quote, rare;
} mask;

typedef void masks_function(const char *text, size_t chunks, char separator, mask *out);

static void masks_portable(const char *text, size_t chunks, char separator, mask *out)
{
    for (size_t c = 0; c < chunks; c++, text += CHUNK) {
        mask m = {0};

        for (unsigned i = 0; i < CHUNK; i++) {
            unsigned char byte = (unsigned char)text[i];
            uint64_t bit = UINT64_C(1) << i;

            if (byte == (unsigned char)separator)
                m.separator |= bit;
            else if (byte == '\n')
                m.newline |= bit;
            else if (byte == '"')
                m.quote |= bit;
            else if (byte < RARE_BELOW || byte >= 0x80)
                m.rare |= bit;
        }
        out[c] = m;
    }
}

#if X86
static inline uint64_t bits16(__m128i v, unsigned part)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(v) << (16 * part);
}

static void masks_sse2(const char *text, size_t chunks, char separator, mask *out)
{
    const __m128i s = _mm_set1_epi8(separator), n = _mm_set1_epi8('\n'),
                  q = _mm_set1_epi8('"'), r = _mm_set1_epi8(RARE_BELOW);

    for (size_t c = 0; c < chunks; c++, text += CHUNK) {
        mask m = {0};

        for (unsigned i = 0; i < 4; i++) {
            __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i));

            m.separator |= bits16(_mm_cmpeq_epi8(v, s), i);
            m.newline |= bits16(_mm_cmpeq_epi8(v, n), i);
            m.quote |= bits16(_mm_cmpeq_epi8(v, q), i);
            m.rare |= bits16(_mm_cmplt_epi8(v, r), i); /* signed: and beyond ASCII */
        }
        m.rare &= ~(m.newline | m.separator);
        out[c] = m;
    }
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 static inline uint64_t bits32(__m256i low, __m256i high)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static void masks_avx2(const char *text, size_t chunks, char separator, mask *out)
{
    const __m256i s = _mm256_set1_epi8(separator), n = _mm256_set1_epi8('\n'),
                  q = _mm256_set1_epi8('"'), r = _mm256_set1_epi8(RARE_BELOW);

    for (size_t c = 0; c < chunks; c++, text += CHUNK) {
        __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)text);
        __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(text + 32));
        mask m;

        m.separator = bits32(_mm256_cmpeq_epi8(a, s), _mm256_cmpeq_epi8(b, s));
        m.newline = bits32(_mm256_cmpeq_epi8(a, n), _mm256_cmpeq_epi8(b, n));
        m.quote = bits32(_mm256_cmpeq_epi8(a, q), _mm256_cmpeq_epi8(b, q));
        m.rare = bits32(_mm256_cmpgt_epi8(r, a), _mm256_cmpgt_epi8(r, b)) &
                 ~(m.newline | m.separator);
        out[c] = m;
    }
}
#endif

#ifdef __GNUC__
/* Of no bit at all, any number from 0 to 63. */
INLINE unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits | UINT64_C(1) << 63);
}

INLINE unsigned count_bits(uint64_t bits)
{
    return (unsigned)__builtin_popcountll(bits);
}
#else
INLINE unsigned count_bits(uint64_t bits)
{
    unsigned n = 0;

    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

INLINE unsigned lowest(uint64_t bits)
{
    return count_bits((bits & (~bits + 1)) - 1);
}
#endif

/* Bit i: an odd number of bits 0 to i is set. */
INLINE uint64_t running_xor(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ bits << 32;
}

/* Masks of text[at, to) only. */
static size_t make_masks(masks_function *make, const char *text, size_t at, size_t to,
                         char separator, mask *out)
{
    size_t bytes = to - at < OT_SCAN_BYTES ? to - at : OT_SCAN_BYTES;
    size_t chunks = (bytes + CHUNK - 1) / CHUNK;

    make(text + at, chunks, separator, out);
    if (bytes % CHUNK) {
        uint64_t kept = (UINT64_C(1) << bytes % CHUNK) - 1;
        mask *last = &out[chunks - 1];

        last->separator &= kept;
        last->newline &= kept;
        last->quote &= kept;
        last->rare &= kept;
    }
    return chunks;
}

/* Bytes of the character that text begins with, as in RFC 3629, section 4; 0: none. A
 * character that is cut by the end of text passes: its record is not whole either. */
static size_t character(const unsigned char *text, size_t length)
{
    unsigned char lead = text[0], low = 0x80, high = 0xBF;
    size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : low;
    high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : high;
    if (length > 1 && (text[1] < low || text[1] > high))
        return 0;
    for (size_t i = 2; i < size && i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

/* What a survey is made of. */
typedef struct surveying {
    const char *text;
    size_t length;
    char separator;
    size_t known; /* characters up to here are looked at */
    ot_survey *out;
} surveying;

/* Where the character that reaches over text[from] ends. */
static size_t reaches(const surveying *s, size_t from)
{
    const unsigned char *text = (const unsigned char *)s->text;

    for (size_t back = 1; back <= 3 && back <= from; back++) {
        if ((text[from - back] & 0xC0) == 0x80)
            continue;
        if (text[from - back] >= 0xC2)
            return from - back + character(text + from - back, s->length - from + back);
        break;
    }
    return from;
}

static void note_wrong(surveying *s, int start, size_t at)
{
    if (at < s->out->wrong[start])
        s->out->wrong[start] = at;
}

/* Looks at the rare bytes one by one; gives the carriage returns among them. */
static uint64_t look_at_rare(surveying *s, size_t base, uint64_t rare)
{
    uint64_t returns = 0;

    for (; rare; rare &= rare - 1) {
        size_t at = base + lowest(rare);
        unsigned char byte = (unsigned char)s->text[at];
        size_t size;

        if (byte == '\r') {
            returns |= rare & (~rare + 1);
            if (at + 1 < s->length && s->text[at + 1] != '\n') {
                note_wrong(s, 0, at);
                note_wrong(s, 1, at);
            }
        } else if (byte == 0) {
            s->out->damaged = true;
        } else if (byte >= 0x80 && at >= s->known) {
            size = character((const unsigned char *)s->text + at, s->length - at);
            s->out->damaged = s->out->damaged || size == 0;
            s->known = at + size;
        }
    }
    return returns;
}

static bool ends_field(const surveying *s, char c)
{
    return c == s->separator || c == '\n' || c == '"';
}

/* A quote may open behind a separator, a line end or the quote it is doubled by, and
 * close before one of these. inside: by the quotes up to each byte, from outside. */
static void look_at_quotes(surveying *s, size_t base, size_t size, const mask *m,
                           uint64_t inside, uint64_t returns)
{
    uint64_t ends = m->separator | m->newline | m->quote;
    uint64_t before = ends << 1, after = (ends | returns) >> 1;
    uint64_t first = m->quote & inside, second = m->quote & ~inside, wrong;
    size_t next = base + size;

    if (base == 0 || ends_field(s, s->text[base - 1]))
        before |= 1;
    if (next >= s->length || ends_field(s, s->text[next]) || s->text[next] == '\r')
        after |= UINT64_C(1) << (size - 1);
    wrong = (first & ~before) | (second & ~after);
    if (wrong)
        note_wrong(s, 0, base + lowest(wrong));
    wrong = (second & ~before) | (first & ~after);
    if (wrong)
        note_wrong(s, 1, base + lowest(wrong));
}

INLINE void take_survey(masks_function *make, const char *text, size_t length,
                        size_t from, size_t to, char separator, ot_survey *survey)
{
    mask masks[CHUNKS];
    surveying s = {text, length, separator, 0, survey};
    uint64_t carry = 0;

    *survey = (ot_survey){.wrong = {SIZE_MAX, SIZE_MAX}};
    s.known = reaches(&s, from);
    for (size_t at = from; at < to; at += OT_SCAN_BYTES) {
        size_t chunks = make_masks(make, text, at, to, separator, masks);

        for (size_t c = 0; c < chunks; c++) {
            const mask *m = &masks[c];
            size_t base = at + c * CHUNK;
            uint64_t returns = 0, inside;

            survey->newlines += count_bits(m->newline);
            if (m->rare)
                returns = look_at_rare(&s, base, m->rare);
            if (!m->quote)
                continue;
            inside = running_xor(m->quote) ^ carry;
            look_at_quotes(&s, base, to - base < CHUNK ? to - base : CHUNK, m, inside,
                           returns);
            carry = inside >> 63 ? UINT64_MAX : 0;
        }
    }
    survey->odd_quotes = carry != 0;
}

/* The places of bits. Eight are written in any case, of which more than there are do
 * not matter: to have no branch is faster. */
INLINE void write_places(uint32_t *to, uint32_t base, uint64_t bits, uint32_t count)
{
    for (int i = 0; i < 8; i++, bits &= bits - 1)
        to[i] = base + lowest(bits);
    for (to += 8; count > 8; count--, bits &= bits - 1)
        *to++ = base + lowest(bits);
}

/* The field ends of 64 bytes, and the records that end among them. */
INLINE void scan_chunk(ot_records *r, size_t base, const mask *m, size_t *count)
{
    uint64_t inside = r->inside, ends, lines;
    uint32_t before = r->end_count;
    uint32_t *to = r->ends + before;

    if (m->quote) {
        inside ^= running_xor(m->quote);
        r->inside = inside >> 63 ? UINT64_MAX : 0;
    }
    ends = (m->separator | m->newline) & ~inside;
    r->end_count += count_bits(ends);
    write_places(to, (uint32_t)base, ends, r->end_count - before);
    for (lines = m->newline & ~inside; lines; lines &= lines - 1) {
        uint64_t up_to = lines ^ (lines - 1); /* the newline and all before it */
        uint32_t end = before + count_bits(ends & up_to);

        r->open.count += end - r->open.first;
        r->records[(*count)++] = r->open;
        r->open = (ot_scan_record){.begin = (uint32_t)base + lowest(lines) + 1,
                                   .first = end,
                                   .line = r->lines + count_bits(m->newline & up_to)};
    }
    r->lines += count_bits(m->newline);
}

INLINE bool scan_records(masks_function *make, ot_records *r, size_t *count)
{
    mask masks[CHUNKS];
    size_t chunks, kept = r->end_count - r->open.first;

    *count = 0;
    if (r->at >= r->to)
        return false;
    memmove(r->ends, r->ends + r->open.first, kept * sizeof *r->ends);
    if (kept > OT_SCAN_FIELDS) { /* only their number is kept */
        r->open.count += (uint32_t)kept;
        kept = 0;
    }
    r->open.first = 0;
    r->end_count = (uint32_t)kept;
    chunks = make_masks(make, r->text, r->at, r->to, r->separator, masks);
    for (size_t c = 0; c < chunks; c++)
        scan_chunk(r, r->at + c * CHUNK, &masks[c], count);
    r->at += OT_SCAN_BYTES;
    return true;
}

/* The loops above, made for each kind of processor. */
#define LOOPS(kind, target)                                                            \
    target static void survey_##kind(const char *text, size_t length, size_t from,     \
                                     size_t to, char separator, ot_survey *survey)     \
    {                                                                                  \
        take_survey(masks_##kind, text, length, from, to, separator, survey);          \
    }                                                                                  \
                                                                                       \
    target static bool records_##kind(ot_records *records, size_t *count)              \
    {                                                                                  \
        return scan_records(masks_##kind, records, count);                             \
    }

#define ANY
LOOPS(portable, ANY)
#if X86
LOOPS(sse2, ANY)
LOOPS(avx2, AVX2)
#endif

const ot_scanner *ot_scanners(void)
{
    static const ot_scanner all[] = {
#if X86
        {"avx2", survey_avx2, records_avx2},
        {"sse2", survey_sse2, records_sse2},
#endif
        {"portable", survey_portable, records_portable},
        {NULL, NULL, NULL}
    };

#if X86
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") ? all
                                                                              : all + 1;
#else
    return all;
#endif
}

void ot_records_init(ot_records *records, const char *text, size_t from, size_t to,
                     char separator)
{
    records->text = text;
    records->at = from;
    records->to = to;
    records->separator = separator;
    records->inside = 0;
    records->lines = records->end_count = 0;
    records->open = (ot_scan_record){.begin = (uint32_t)from};
}
