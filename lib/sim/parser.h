/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the parts of the parser of domain files share: words of a line, values, statements. */
#ifndef LIB_SIM_PARSER_H
#define LIB_SIM_PARSER_H

#include "sim/domain.h"

enum { SIM_MAX_WORDS = 80, SIM_WORD = 100 };

struct smp_sim_token {
    const char *start;
    size_t length;
    bool quoted;
};

struct smp_sim_parser {
    struct smp_sim_domain *domain;
    struct smp_error *error;
    const char *file;
    const char *at; /* start of the next line */
    unsigned line;
    struct smp_sim_token tokens[SIM_MAX_WORDS];
    size_t count;
    size_t next;
    struct smp_sim_host *host;         /* whose statements follow, or NULL */
    struct smp_sim_expander *expander; /* likewise */
    unsigned first; /* phys that the words of a phy statement are about */
    unsigned last;
};

/* A number that may grow from phy to phy: "5", "5+", "5+0x10". */
struct smp_sim_number {
    uint64_t value;
    uint64_t step;
};

/* A word of a statement and what reads the words behind it: 0 or a status. */
struct smp_sim_word {
    const char *word;
    int (*parse)(struct smp_sim_parser *parser);
};

/* A word of a statement and the number behind it. */
struct smp_sim_keyed {
    const char *word;
    uint64_t max;
    uint64_t *number;
    const struct smp_field *row; /* whose values have names; NULL: a plain number up to max */
};

/* ---- words.c --------------------------------------------------------------------------------------- */

/* Fails with "file:line: what". */
int smp_sim_bad(struct smp_sim_parser *parser, const char *format, ...) SMP_PRINTF(2, 3);
int smp_sim_no_memory(struct smp_sim_parser *parser);

/* Takes the next line that has words apart; *end at the end of the text. Fails if words of the line before
 * are left over. */
int smp_sim_next_line(struct smp_sim_parser *parser, bool *end);

/* The next word of the line as a string in word[SIM_WORD], "" at the end; not taken. */
const char *smp_sim_peek(const struct smp_sim_parser *parser, char *word);

/* Takes the next word if it is this one. */
bool smp_sim_accept(struct smp_sim_parser *parser, const char *word);

/* Takes the next word, which what is to be; fails at the end of the line. */
int smp_sim_take(struct smp_sim_parser *parser, const char *what, struct smp_sim_token *token);

/* Takes a number of at most max. */
int smp_sim_take_number(struct smp_sim_parser *parser, const char *what, uint64_t max, uint64_t *number);

/* Takes a number with a step. */
int smp_sim_take_stepped(struct smp_sim_parser *parser, const char *what, struct smp_sim_number *number);

/* Takes a value for a row: a number with a step, or the name of a value; fails where the row has no room. */
int smp_sim_take_value(struct smp_sim_parser *parser, const struct smp_field *row,
                       struct smp_sim_number *number);

/* The same without a step. */
int smp_sim_take_single(struct smp_sim_parser *parser, const struct smp_field *row, uint64_t *number);

/* Takes words and their numbers, each of which may be missing, in this order. */
int smp_sim_take_keyed(struct smp_sim_parser *parser, const struct smp_sim_keyed *keyed, size_t count);

/* Takes the next word, which what is to be, as a string into word[SIM_WORD]. */
int smp_sim_take_word(struct smp_sim_parser *parser, const char *what, char *word);

/* Takes text ("...") or hex digits into the bytes of an SMP_ASCII or SMP_BYTES row of an image. */
int smp_sim_take_bytes(struct smp_sim_parser *parser, const char *what, uint8_t *bytes, size_t room,
                       bool text);

/* Is the next word a number? */
bool smp_sim_number_next(const struct smp_sim_parser *parser);

/* Takes "3", "3-7" or "all": phys of the expander. */
int smp_sim_take_phys(struct smp_sim_parser *parser, unsigned *first, unsigned *last);

/* Calls the parse function of the next word, taking the word; unknown words fail, naming what was read. */
int smp_sim_dispatch(struct smp_sim_parser *parser, const struct smp_sim_word *words, size_t count,
                     const char *what);

/* ---- parse_phy.c, parse_expander.c ------------------------------------------------------------------ */

/* The statement "phy PHYS WORD ...", the word phy taken. */
int smp_sim_parse_phy(struct smp_sim_parser *parser);

/* A statement about the open expander. */
int smp_sim_parse_expander(struct smp_sim_parser *parser);

/* Fails for a field that came after the standard of the open expander, and for one that is worked out from
 * other statements: those of frame headers and of computed, which NULL ends. */
int smp_sim_check_set(struct smp_sim_parser *parser, const struct smp_field *row,
                      const char *const *computed);

/* Largest number of a phy of the open expander. */
unsigned smp_sim_last_phy(const struct smp_sim_parser *parser);

/* Puts a value into the row of an image, or fails. */
int smp_sim_take_row(struct smp_sim_parser *parser, const struct smp_function *function,
                     const struct smp_field *row, uint8_t *image);

/* ---- parse_data.c: phy events, zoning and GPIO of the open expander --------------------------------- */

/* "event SOURCE [value N] [threshold N]" of the phys of the statement. */
int smp_sim_parse_event(struct smp_sim_parser *parser);

int smp_sim_parse_zoning(struct smp_sim_parser *parser);
int smp_sim_parse_permit(struct smp_sim_parser *parser);
int smp_sim_parse_password(struct smp_sim_parser *parser);
int smp_sim_parse_gpio(struct smp_sim_parser *parser);
int smp_sim_parse_gpio_register(struct smp_sim_parser *parser);

/* ---- parse_fault.c ---------------------------------------------------------------------------------- */

/* "fault FUNCTION ACTION ...": about the open expander, or about all. */
int smp_sim_parse_fault(struct smp_sim_parser *parser);

#endif
