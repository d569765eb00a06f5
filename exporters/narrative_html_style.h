/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_html_style.h - how the report looks as a page: light or dark as the reader
 * has it, on paper black on white. Knows the page's elements and classes only. */
#ifndef OT_EXPORTERS_NARRATIVE_HTML_STYLE_H
#define OT_EXPORTERS_NARRATIVE_HTML_STYLE_H

#define OT_NARRATIVE_STYLE                                                             \
    ":root{color-scheme:light dark;--ink:#1b1f23;--paper:#fff;--soft:#57606a;"         \
    "--line:#c8ced4;--band:#f3f5f7;--red:#b3261e;--link:#0b5cad}\n"                    \
    "@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#16191c;"           \
    "--soft:#a9b2bb;--line:#454d55;--band:#20252a;--red:#ff9b93;--link:#8ec2ff}}\n"    \
    "body{margin:0;background:var(--paper);color:var(--ink);"                          \
    "font:1.0625rem/1.6 system-ui,-apple-system,\"Segoe UI\",\"Liberation Sans\","     \
    "Arial,sans-serif}\n"                                                              \
    "main{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 4rem}\n"                   \
    "p,li{max-width:46rem;overflow-wrap:anywhere}li{margin:.4rem 0}\n"                 \
    "h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}\n"                            \
    "h2{font-size:1.4rem;margin:2.2rem 0 .6rem;border-bottom:2px solid var(--line)}\n" \
    "h3{font-size:1.15rem;margin:1.8rem 0 .5rem}\n"                                    \
    "a{color:var(--link)}.lines,.notes{color:var(--soft)}\n"                           \
    "nav ul{list-style:none;padding:0;margin:0}nav li{margin:.1rem 0}\n"               \
    "nav .sub{padding-left:1.5rem}\n"                                                  \
    ".own{border-left:4px solid var(--line);padding-left:1rem;margin:1rem 0}\n"        \
    ".own p{white-space:pre-line}\n"                                                   \
    ".table{overflow-x:auto;margin:1rem 0}\n"                                          \
    ".table:focus-visible{outline:3px solid var(--link)}\n"                            \
    "table{border-collapse:collapse;font-size:.9rem;line-height:1.35}\n"               \
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"                         \
    "caption.same{position:absolute;clip-path:inset(50%);width:1px;height:1px;"        \
    "overflow:hidden}\n"                                                               \
    "tbody th{min-width:12rem}.plain th{min-width:0}\n"                                \
    "th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;"   \
    "vertical-align:bottom}\n"                                                         \
    "thead th{background:var(--band)}tbody th{font-weight:400}\n"                      \
    ".n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}\n" \
    ".neg{color:var(--red)}.sum th,.sum td,.group th,.group td{font-weight:700}\n"     \
    ".sum th,.sum td{border-top:1px solid var(--ink)}.round{font-style:italic}\n"      \
    ".in1{padding-left:1.6rem}.in2{padding-left:2.6rem}\n"                             \
    "@page{size:A4;margin:18mm}\n"                                                     \
    "@media print{:root{--ink:#000;--paper:#fff;--soft:#333;--line:#999;--band:#eee;"  \
    "--red:#8b0000;--link:#000}body{font-size:10pt}main{padding:0;max-width:none}"     \
    "nav{display:none}h2,h3{break-after:avoid}tr,li{break-inside:avoid}"               \
    "thead{display:table-header-group}.table{overflow:visible}"                        \
    "table{font-size:8pt}th,td{padding:.15rem .3rem}a{text-decoration:none}}\n"

#endif
