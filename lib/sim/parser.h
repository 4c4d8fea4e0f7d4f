/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the parts of the parser of domain files share: words of a line, values, statements.
 *
 * The parser keeps its first mistake, and no words are left then: what is taken behind it is 0 or empty and
 * does no harm. So statements look at the status only where they must not go on. */
#ifndef LIB_SIM_PARSER_H
#define LIB_SIM_PARSER_H

#include "sim/domain.h"

enum { SIM_MAX_WORDS = 80 };

/* A word that nobody knows, in messages: as much of it as tells where it is. */
#define UNKNOWN "'%.99s'"

struct smp_sim_parser {
    struct smp_sim_domain *domain;
    struct smp_error *error;
    const char *file;
    const char *at; /* start of the next line */
    unsigned line;
    int status;     /* of the first mistake, or 0 */
    char *room;     /* for the next word, see smp_sim_room() */
    const char *words[SIM_MAX_WORDS]; /* of the line; quoted ones with their first quote */
    size_t count;
    size_t next;
    struct smp_sim_host *host;         /* whose statements follow, or NULL */
    struct smp_sim_expander *expander; /* likewise */
    bool phys; /* the words are about phys of the expander: */
    unsigned first;
    unsigned last;
};

/* A number that may grow from phy to phy: "5", "5+", "5+0x10". */
struct smp_sim_number {
    uint64_t value;
    uint64_t step;
};

/* A word that stands for a number, of struct smp_names. */
#define WORD(word, number) { .key = (word), .value = (number) }

/* Where a statement can stand: behind "expander"; behind "host", too; anywhere. */
enum smp_sim_where { SIM_EXPANDER, SIM_HOST_TOO, SIM_ANYWHERE };

/* A word and what it stands for. Tables of them end with a row without a word. */
struct smp_sim_word {
    const char *word;
    enum smp_sim_where where;
    const char *ones[5]; /* keys of fields that become 1 */
    const char *key;     /* of the field whose value follows, or NULL */
    void (*parse)(struct smp_sim_parser *parser); /* reads the words that follow, or NULL */
};

/* ---- words.c --------------------------------------------------------------------------------------- */

/* A mistake: "file:line: what". */
void smp_sim_bad(struct smp_sim_parser *parser, const char *format, ...) SMP_PRINTF(2, 3);

/* What was made, or NULL or false where there was no memory for it, which is told; is it there? */
bool smp_sim_made(struct smp_sim_parser *parser, bool made);

/* Memory for all words of a text, NUL-terminated. Caller frees, when nothing refers to them any more. */
char *smp_sim_room(const char *text);

/* Takes the next line that has words apart; false: there is none, or a mistake. Words of the line before that
 * are left over are one. */
bool smp_sim_next_line(struct smp_sim_parser *parser);

/* Are there more words in the line? */
bool smp_sim_more(const struct smp_sim_parser *parser);

/* The next word of the line, "" at the end; not taken. */
const char *smp_sim_peek(const struct smp_sim_parser *parser);

/* Takes the next word if it is this one. */
bool smp_sim_accept(struct smp_sim_parser *parser, const char *word);

/* The name with a key; NULL: none. */
const struct smp_name *smp_sim_find_name(const struct smp_names *names, const char *key);

/* Takes the next word if it is one of these names; NULL: it is not. */
const struct smp_name *smp_sim_accept_name(struct smp_sim_parser *parser, const struct smp_names *names);

/* Takes the next word, which what is to be. */
const char *smp_sim_take(struct smp_sim_parser *parser, const char *what);

/* Takes a number of at most max; one with a step; and one of at most max that only stands there behind a word. */
uint64_t smp_sim_take_number(struct smp_sim_parser *parser, const char *what, uint64_t max);
struct smp_sim_number smp_sim_take_stepped(struct smp_sim_parser *parser, const char *what);
uint64_t smp_sim_take_option(struct smp_sim_parser *parser, const char *word, uint64_t max, uint64_t otherwise);

/* Takes a value for a row: a number, stepped: that may have a step, or the name of a value. */
struct smp_sim_number smp_sim_take_value(struct smp_sim_parser *parser, const struct smp_field *row, bool stepped);

/* Takes text ("...") or hex digits into bytes; what is left of them becomes blank or 0. With text hex digits are
 * text, too. */
void smp_sim_take_bytes(struct smp_sim_parser *parser, const char *what, uint8_t *bytes, size_t room, bool text);

/* Reads "3" or "3-7", numbers below count. False: it is none. */
bool smp_sim_read_range(const char *word, unsigned count, unsigned *first, unsigned *last);

/* Is the next word a number? */
bool smp_sim_number_next(const struct smp_sim_parser *parser);

/* Takes a word of these and does what it stands for; false: the next word is not among them. */
bool smp_sim_dispatch(struct smp_sim_parser *parser, const struct smp_sim_word *words);

/* ---- parse_phy.c ----------------------------------------------------------------------------------- */

/* Takes the value of a field of the expander, or of the phys that the statement is about; and puts one there. */
void smp_sim_take_field(struct smp_sim_parser *parser, const char *key);
void smp_sim_put_field(struct smp_sim_parser *parser, const char *key, struct smp_sim_number number);

/* "set KEY VALUE": the same for any field. */
void smp_sim_parse_set(struct smp_sim_parser *parser);

/* "phy PHYS WORD ..." */
void smp_sim_parse_phy(struct smp_sim_parser *parser);

/* ---- parse_data.c: phy events, zoning, GPIO, routes and what else is in lists ------------------------ */

/* "event SOURCE ...", a word of "phy". */
void smp_sim_parse_event(struct smp_sim_parser *parser);

/* Statements about an expander's zoning, GPIO or lists. */
extern const struct smp_sim_word smp_sim_data_words[];

#endif
