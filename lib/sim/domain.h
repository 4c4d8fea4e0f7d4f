/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * A simulated SAS domain: what its file describes and what requests have changed since.
 *
 * What an expander and its phys report is kept as images: the responses that they would give, read and
 * written by the keys of lib/frames. So every field of the standard can be set in a domain file, can change
 * and can be saved without being named here. The members beside the images are what no response shows. */
#ifndef LIB_SIM_DOMAIN_H
#define LIB_SIM_DOMAIN_H

#include "core/error.h"
#include "frames/frames.h"

enum {
    SIM_MAX_EXPANDERS = 128,
    SIM_MAX_HOSTS = 64,
    SIM_MAX_PHYS = 255, /* FFh never is a phy identifier */
    SIM_MAX_SAVES = 64, /* requests that are saved only, of one zone lock */
    SIM_PASSWORD = 32,  /* bytes of a zone manager password */
    SIM_REGISTER = 4,   /* bytes of a GPIO register */
    SIM_NO_PHY = 255    /* "not tied to a phy" in REPORT BROADCAST, and "none" in this simulator */
};

/* Link rates and states as DISCOVER codes them. */
enum smp_sim_rate {
    RATE_UNKNOWN,
    RATE_DISABLED,
    RATE_RESET_PROBLEM,
    RATE_SPINUP_HOLD,
    RATE_G1 = 8, /* 1.5 Gbps, and from here on a link that is up */
    RATE_G2,
    RATE_G3,
    RATE_G4,
    RATE_G5
};

/* What an expander keeps, and what state files call it: items of one size. Those with a function are responses to it,
 * or descriptors of its list. What has no word does not change, but NOW, which each request makes anew; what requests
 * make longer has a most.
 *     PART(name, word, function, bytes of an item without function, items at first, most) */
#define SIM_PARTS(PART) \
    PART(NOW, NULL, &smp_function_report_general, 0, 1, 0) /* REPORT GENERAL at the time of a request */ \
    PART(GENERAL, "report_general", &smp_function_report_general, 0, 1, 0) \
    PART(MANUFACTURER, NULL, &smp_function_report_manufacturer_information, 0, 1, 0) \
    PART(DISCOVER, "discover", &smp_function_discover, 0, 0, 0) /* of each phy, as the next five */ \
    PART(ERROR_LOG, "report_phy_error_log", &smp_function_report_phy_error_log, 0, 0, 0) \
    PART(SATA, "report_phy_sata", &smp_function_report_phy_sata, 0, 0, 0) \
    PART(PLUGGED, NULL, &smp_function_discover, 0, 0, 0) /* DISCOVER as it would be with the link up */ \
    PART(TESTING, "testing", NULL, 1, 0, 0) /* not 0: runs a phy test function */ \
    PART(PHYS, NULL, NULL, sizeof(struct smp_sim_phy), 0, 0) /* what no response shows */ \
    PART(PERMISSIONS, "permissions", NULL, 0, 0, 0) /* rows of the table, one set behind the other */ \
    PART(PASSWORDS, "passwords", NULL, SIM_PASSWORD, ZONE_SETS, 0) \
    PART(REGISTERS, "gpio_registers", NULL, SIM_REGISTER, 0, 0) /* one type behind the other */ \
    PART(VARIABLES, "variables", NULL, sizeof(uint64_t), SIM_VARIABLES, 0) /* enum smp_sim_variable */ \
    PART(FAULTS, "faults", NULL, sizeof(uint64_t), 0, 0) /* of the first expander: requests that each has seen */ \
    PART(EVENTS, "events", &smp_function_report_phy_event_list, 0, 0, 0) /* phys ascending */ \
    PART(BROADCASTS, "broadcasts", &smp_function_report_broadcast, 0, 0, SIZE_MAX) \
    PART(STATUSES, NULL, &smp_function_report_self_configuration_status, 0, 0, 0) /* oldest first */ \
    PART(ROUTES, "routes", &smp_function_report_route_information, 0, 0, SIZE_MAX) /* others are disabled and empty */ \
    PART(SAVES, "saves", NULL, SMP_MAX_FRAME, 0, SIM_MAX_SAVES) /* requests for the next activate step, oldest first */

#define PART_NAME(name, ...) PART_##name,
enum smp_sim_part { SIM_PARTS(PART_NAME) PARTS };
#undef PART_NAME

extern const struct smp_sim_kind {
    const char *word;
    const struct smp_function *function;
    size_t bytes;
    size_t count;
    size_t most;
} smp_sim_kinds[PARTS];

/* An array that grows. Its items are of one type, known to its user. */
struct smp_sim_list {
    void *items;
    size_t count;
    size_t bytes; /* of an item */
    const struct smp_table *table; /* that reads an item, or NULL */
};

/* Bytes that are read and written by the keys of a table: a response, a list element, an item of a part. */
struct smp_sim_piece {
    const struct smp_table *table;
    uint8_t *bytes;
    size_t size;
};

enum smp_sim_fault_kind {
    FAULT_RESULT,         /* answers with a function result and does nothing */
    FAULT_SHORT,          /* the response is cut */
    FAULT_LENGTH,         /* the response tells a wrong length */
    FAULT_WRONG_FUNCTION, /* the response is one to another function */
    FAULT_GARBAGE,        /* the bytes of the response mean nothing */
    FAULT_ERRNO,          /* the operating system reports an error, nothing is sent */
    FAULT_TIMEOUT         /* no answer comes, nothing is done */
};

struct smp_sim_fault {
    const struct smp_sim_expander *expander; /* or NULL: all */
    const struct smp_function *function;     /* or NULL: all */
    uint8_t kind;                            /* enum smp_sim_fault_kind */
    unsigned number;                         /* result, bytes, dwords or errno */
    unsigned phy;                            /* only requests to this phy, or SIM_NO_PHY: all */
    unsigned after;                          /* so many matching requests are left alone first */
    unsigned times;                          /* then so many are hit; 0: all */
};

struct smp_sim_phy {
    struct smp_sim_expander *expander; /* whose phy it is */
    uint8_t number;                  /* its identifier there */
    struct smp_sim_piece shown;      /* of PART_DISCOVER */
    struct smp_sim_piece linked;     /* of PART_PLUGGED */
    bool plugged;                    /* something is attached: */
    struct smp_sim_phy *far;         /* a phy of an expander, or NULL */
    const struct smp_sim_host *host; /* a host, or NULL */
    bool vacant;
    uint8_t state;                  /* negotiated rate code below 8 that the file gives it, or 0 */
};

/* The values of zoning data, numbered as the report types of the standard. */
enum smp_sim_zone_set { ZONE_CURRENT, ZONE_SHADOW, ZONE_SAVED, ZONE_DEFAULT, ZONE_SETS };

/* What no response shows, kept with the state. */
enum smp_sim_variable {
    VAR_ZONING_ENABLED,   /* in the current set; plus ZONE_SHADOW and so on: in the others */
    VAR_LOCK_DEADLINE = VAR_ZONING_ENABLED + ZONE_SETS, /* ms since 1970 when the zone lock ends, or 0 */
    VAR_LOCK_ACTIVATED,   /* an activate step was done under this lock */
    VAR_LOCK_CHANGED,     /* ... and changed something */
    VAR_LOCK_SAVE,        /* SAVE_* of what the next activate step saves */
    VAR_ROUTE_CHANGES,    /* EXPANDER ROUTE TABLE CHANGE COUNT */
    SIM_VARIABLES
};

enum { SAVE_ENABLED = 1, SAVE_TABLE = 2, SAVE_PHYS = 4, SAVE_ALL = 7 };

/* What real targets do otherwise than the standard says: bits, and words of domain files. */
#define SIM_QUIRKS(QUIRK) \
    QUIRK(NO_TRANSPOSE, 1, "no_transpose") /* a written permission row does not change its column */ \
    QUIRK(KEEP_MANAGER, 2, "keep_manager") /* the last zone manager's address stays after unlock */ \
    QUIRK(CHANGE_AT_ACTIVATE, 4, "change_at_activate") /* the change count moves at activation, not at unlock */ \
    QUIRK(NO_ADDRESS_ON_ERROR, 8, "no_address_on_error") /* DISCOVER of a vacant phy tells no SAS address */ \
    QUIRK(FIS_SWAPPED, 16, "fis_swapped") /* REPORT PHY SATA has each four bytes of the FIS reversed */ \
    QUIRK(STATUS_BYTES, 32, "status_length_in_bytes") /* self-configuration descriptor length in bytes */ \
    QUIRK(NO_EVENT_LENGTH, 64, "no_event_length") /* phy event descriptor length 0 */ \
    QUIRK(NO_RELOCK, 128, "no_relock") /* ZONE LOCK by the manager that holds the lock is refused */ \
    QUIRK(SHORT_EVENT_LIST, 256, "short_event_list") /* fewer phy event sources than events change the first ones */ \
    QUIRK(EMPTY_ROUTE_LIST, 512, "empty_route_list") /* a routed address index past the last is no error */

#define QUIRK_BIT(name, bit, word) QUIRK_##name = (bit),
enum smp_sim_quirk { SIM_QUIRKS(QUIRK_BIT) };
#undef QUIRK_BIT

enum smp_sim_gpio_type { GPIO_CFG, GPIO_RX, GPIO_RX_GP, GPIO_TX, GPIO_TX_GP, GPIO_TYPES };

struct smp_sim_gpio {
    unsigned first[GPIO_TYPES]; /* register of each type */
    unsigned count[GPIO_TYPES]; /* registers of each type; all 0: no GPIO */
    bool enhanced;              /* offers the functions whose layout is a guess */
};

struct smp_sim_host {
    const char *name;
    uint64_t sas_address;
    unsigned phy_count;
};

struct smp_sim_expander {
    struct smp_sim_expander *next;
    struct smp_sim_domain *domain;
    const char *name;
    uint64_t sas_address;
    uint8_t standard; /* enum smp_since: the newest fields and functions it knows */
    unsigned quirks;
    struct smp_sim_list parts[PARTS];
    struct smp_sim_piece general; /* of PART_GENERAL */
    unsigned phy_count;
    struct smp_sim_phy *phys; /* of PART_PHYS */
    unsigned zone_groups; /* 0: no zoning */
    struct smp_sim_gpio gpio;
    uint64_t *variable; /* of PART_VARIABLES */
    struct smp_sim_phy *ingress; /* towards the requester, or NULL; see smp_sim_find_paths() */
    unsigned source_group;       /* that requests carry: of the phy where they came into the ZPSDS */
    bool reached;                /* by a request that goes through the ZPSDS */
};

/* A cable as the file describes it, joined when all names are known. */
struct smp_sim_cable {
    struct smp_sim_phy *phy;
    const char *peer;
    unsigned peer_phy;
    unsigned line;
};

struct smp_sim_domain {
    const char *file; /* name for messages */
    const char *text; /* the domain file's, NUL-terminated */
    char *words;      /* of it: names point there */
    struct smp_sim_list hosts; /* struct smp_sim_host */
    struct smp_sim_expander *expanders;
    const struct smp_sim_host *requester; /* whose requests these are, or NULL: a sideband */
    const char *requester_name; /* as the file tells it, or "" */
    unsigned requester_line;
    struct smp_sim_list faults; /* struct smp_sim_fault */
    struct smp_sim_list cables; /* struct smp_sim_cable */
    uint64_t latency_us;
    bool changed; /* since it was loaded */
};

/* ---- domain.c: memory and look-up ------------------------------------------------------------------ */

/* A new item, zeroed, at the end of a list; NULL: out of memory. */
void *smp_sim_add(struct smp_sim_list *list);

/* The item of a list that begins as this one does up to the end of a field, or else this one, added; NULL: out of
 * memory. */
uint8_t *smp_sim_find_or_add(struct smp_sim_list *list, const uint8_t *item, const char *last_key);

/* The same, and puts this one in the place of the one that was found. False: out of memory. */
bool smp_sim_replace_or_add(struct smp_sim_list *list, const uint8_t *item, const char *last_key);

/* Gives a part so many items, zeroed. False: out of memory. */
bool smp_sim_make(struct smp_sim_expander *expander, enum smp_sim_part part, size_t count);

/* Gives the expander its phys, and all images the vendor defaults of its standard. False: out of memory. */
bool smp_sim_make_phys(struct smp_sim_expander *expander, unsigned count);

/* A new expander of SAS-2 at the end of the domain's; NULL: out of memory. */
struct smp_sim_expander *smp_sim_make_expander(struct smp_sim_domain *domain, const char *name);

/* Frees what a domain holds, not the domain itself. */
void smp_sim_free(struct smp_sim_domain *domain);

struct smp_sim_expander *smp_sim_expander_at(const struct smp_sim_domain *domain, unsigned index);
struct smp_sim_expander *smp_sim_expander_named(const struct smp_sim_domain *domain,
                                                const char *name);
const struct smp_sim_host *smp_sim_host_named(const struct smp_sim_domain *domain, const char *name);

/* ---- image.c: what is kept, by key ----------------------------------------------------------------- */

/* The row of a key in a table or in the header rows of responses; NULL: none. */
const struct smp_field *smp_sim_row(const struct smp_table *table, const char *key);

/* The row of a table that is a list, which runs to the end: the last one; NULL: none. */
const struct smp_field *smp_sim_list_row(const struct smp_table *table);

/* An item of a part; and that of a phy. */
struct smp_sim_piece smp_sim_item(const struct smp_sim_expander *expander, enum smp_sim_part part, size_t index);
struct smp_sim_piece smp_sim_image(const struct smp_sim_phy *phy, enum smp_sim_part part);

/* The number of a key, 0: the table has no such key; writes it, which passes over keys that the table has not. */
uint64_t smp_sim_get(struct smp_sim_piece piece, const char *key);
void smp_sim_put(struct smp_sim_piece piece, const char *key, uint64_t number);

/* Writes the number of each field that from has as well. */
void smp_sim_put_all(struct smp_sim_piece piece, struct smp_frame from);

/* A view on a piece. */
struct smp_frame smp_sim_frame(struct smp_sim_piece piece);

/* Puts a number into a row of count items that stand one behind the other; it grows by step from item to item. */
void smp_sim_fill(struct smp_sim_piece first, size_t count, const struct smp_field *row, uint64_t number,
                  uint64_t step);

/* Bytes of the whole response of a target of this standard; of a list function the part before the list. */
size_t smp_sim_response_bytes(const struct smp_function *function, uint8_t standard);

/* ---- parse.c --------------------------------------------------------------------------------------- */

/* Reads a domain file's text into domain (zeroed but for file and text) and joins the cables. Fails with
 * SMP_OPEN "file:line: what" or SMP_RESOURCE; smp_sim_free() is needed in any case. */
int smp_sim_parse(struct smp_sim_domain *domain, struct smp_error *error);

/* The text behind the UTF-8 byte order mark that it may begin with. */
const char *smp_sim_behind_mark(const char *text);

/* ---- state.c --------------------------------------------------------------------------------------- */

/* What differs from the domain file as a text for smp_sim_apply(); NULL: out of memory, or the domain file's
 * text does not parse any more. Caller frees. */
char *smp_sim_state_text(const struct smp_sim_domain *domain);

/* Applies a state text to a domain that is as its file says. Whatever stands in the text, only what requests
 * can change does. Fails with SMP_OPEN "file:line: what" or SMP_RESOURCE. */
int smp_sim_apply(struct smp_sim_domain *domain, const char *file, const char *text, struct smp_error *error);

/* ---- join.c ---------------------------------------------------------------------------------------- */

/* Joins the cables and brings the links up. Fails with SMP_OPEN "file:line: what". */
int smp_sim_join(struct smp_sim_domain *domain, struct smp_error *error);

/* ---- link.c: links and paths ----------------------------------------------------------------------- */

/* Is the phy's link up? */
bool smp_sim_up(const struct smp_sim_phy *phy);

/* What a phy tells of its link when it runs at a rate, or ended in the state of a code below RATE_G1. Nobody
 * notices. */
void smp_sim_set_link(struct smp_sim_phy *phy, unsigned rate);

/* A link between two zoning expanders that both want it is inside the ZPSDS, and in group 1. */
void smp_sim_join_zones(struct smp_sim_phy *phy);

/* Takes the link of a phy down; its negotiated rate becomes code. At the far end it is just lost. */
void smp_sim_link_down(struct smp_sim_phy *phy, unsigned code);

/* Runs a link reset sequence: the link comes up if something is attached and the rates allow it. */
void smp_sim_link_reset(struct smp_sim_phy *phy, unsigned reason);

/* The expander originates Broadcast (Change) because of one of its phys, or NULL. */
void smp_sim_change(struct smp_sim_expander *expander, struct smp_sim_phy *phy);

/* Counts a Broadcast of the expander; phy may be SIM_NO_PHY. */
void smp_sim_count_broadcast(struct smp_sim_expander *expander, uint64_t type, uint64_t phy, uint64_t reason);

/* Finds the ingress phy of each expander: the phy that leads to the requester, through links that are up and
 * expanders whose zoning lets its connections pass; and the zone group that its requests carry there. */
void smp_sim_find_paths(struct smp_sim_domain *domain);

/* ---- zone.c: zoning rules -------------------------------------------------------------------------- */

/* The row of DISCOVER for zone phy information in one of its four sets ("shadow_zone_group"); NULL: none. */
const struct smp_field *smp_sim_zone_row(enum smp_sim_zone_set set, const char *field);

/* Gives the expander 128 or 256 zone groups, with the default permission table in the current set and all phys in the
 * group that reaches every other. False: out of memory. */
bool smp_sim_make_zoning(struct smp_sim_expander *expander, unsigned groups);

/* Sets or clears ZP[source, destination] unless the standard fixes it; the transposed one as well unless the
 * quirk says no. */
void smp_sim_permit(struct smp_sim_expander *expander, enum smp_sim_zone_set set, unsigned source,
                    unsigned destination, bool permitted);

/* Is zoning in force on the expander? */
bool smp_sim_zoned(const struct smp_sim_expander *expander);

/* May a request of the requester reach a zone group on this expander? Always without zoning. */
bool smp_sim_access(const struct smp_sim_expander *expander, unsigned group);

/* Is the phy kept from the requester by zoning? */
bool smp_sim_hidden(const struct smp_sim_phy *phy);

/* Is zoning data other in the shadow set than in the current one? */
bool smp_sim_shadow_differs(const struct smp_sim_expander *expander);

/* Makes the kinds of zoning data (SAVE_*) in one set those of another. */
void smp_sim_copy_zoning(struct smp_sim_expander *expander, enum smp_sim_zone_set to,
                         enum smp_sim_zone_set from, uint64_t what);

/* Puts a phy into another zone group without a zone manager's doing. */
void smp_sim_zone_regroup(struct smp_sim_phy *phy, uint64_t group);

/* The end of a zone lock. */
void smp_sim_zone_unlock(struct smp_sim_expander *expander);

/* ---- target.c -------------------------------------------------------------------------------------- */

/* Does this request change what is saved (or count towards a fault that counts)? Such requests need the
 * domain for themselves. */
bool smp_sim_writes(const struct smp_sim_domain *domain, const uint8_t *request, size_t length);

enum { SIM_TIMEOUT = -1 };

/* Answers one request to an expander at a time of ms since 1970: *received bytes of response[SMP_MAX_FRAME] and 0; or
 * no answer comes, and why: an errno, or SIM_TIMEOUT. */
int smp_sim_answer(struct smp_sim_domain *domain, struct smp_sim_expander *expander, uint64_t now,
                   const uint8_t *request, size_t length, uint8_t *response, size_t *received);

#endif
