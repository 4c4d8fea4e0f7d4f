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

/* Words of the domain file's text, which lives as long as the domain. */
struct smp_sim_text {
    const char *start;
    size_t length;
    bool quoted;
};

/* An array that grows. Items are of one type, known to its user; those that state files keep are made of
 * uint64_t or of bytes only. */
struct smp_sim_list {
    void *items;
    size_t count;
};

struct smp_sim_event {
    uint64_t phy;
    uint64_t source;
    uint64_t value; /* 32 bits */
    uint64_t threshold;
};

struct smp_sim_broadcast {
    uint64_t type;
    uint64_t phy; /* or SIM_NO_PHY */
    uint64_t reason;
    uint64_t count; /* 16 bits */
};

struct smp_sim_status {
    uint64_t type;
    uint64_t phy;
    uint64_t sas_address;
    bool final;
};

/* An entry of a phy-based route table; those that are not listed are disabled and empty. */
struct smp_sim_route {
    uint64_t phy;
    uint64_t index;
    uint64_t disabled;
    uint64_t sas_address;
};

/* A zone configuration request that asked to be saved only: the next activate step does it. */
struct smp_sim_save {
    uint8_t request[SMP_MAX_FRAME]; /* as long as its header tells */
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

struct smp_sim_expander;

struct smp_sim_fault {
    const struct smp_sim_expander *expander; /* or NULL: all */
    const struct smp_function *function;     /* or NULL: all */
    uint8_t kind;                            /* enum smp_sim_fault_kind */
    unsigned number;                         /* result, bytes, dwords or errno */
    unsigned phy;                            /* only requests to this phy, or SIM_NO_PHY: all */
    unsigned after;                          /* so many matching requests are left alone first */
    unsigned times;                          /* then so many are hit; 0: all */
    uint64_t seen;                           /* matching requests so far; counted only if that matters */
};

enum smp_sim_image {
    IMAGE_DISCOVER,
    IMAGE_ERROR_LOG,
    IMAGE_SATA,
    PHY_IMAGES,
    IMAGE_PLUGGED = PHY_IMAGES, /* DISCOVER as it would be with the link up */
    PHY_BUFFERS
};

enum smp_sim_plug { PLUG_NOTHING, PLUG_DEVICE, PLUG_HOST, PLUG_EXPANDER };

struct smp_sim_host;

struct smp_sim_phy {
    struct smp_sim_expander *expander; /* whose phy it is */
    uint8_t *image[PHY_BUFFERS];
    uint8_t plug;                   /* enum smp_sim_plug: what the cable ends in */
    struct smp_sim_phy *far;        /* PLUG_EXPANDER, else NULL */
    const struct smp_sim_host *host; /* PLUG_HOST */
    bool vacant;
    uint8_t state;                  /* negotiated rate code below 8 that the file gives it, or 0 */
    uint8_t testing;                /* not 0: runs a phy test function */
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
    uint8_t *registers[GPIO_TYPES]; /* one type behind the other */
    unsigned count[GPIO_TYPES]; /* registers of each type; all 0: no GPIO */
    bool enhanced;              /* offers the functions whose layout is a guess */
};

struct smp_sim_host {
    struct smp_sim_text name;
    uint64_t sas_address;
    unsigned phy_count;
};

struct smp_sim_expander {
    struct smp_sim_expander *next;
    struct smp_sim_domain *domain;
    struct smp_sim_text name;
    uint64_t sas_address;
    uint8_t standard; /* enum smp_since: the newest fields and functions it knows */
    unsigned quirks;
    uint8_t *general;      /* image of REPORT GENERAL */
    uint8_t *manufacturer; /* image of REPORT MANUFACTURER INFORMATION */
    unsigned phy_count;
    struct smp_sim_phy *phys; /* and behind them their images */
    unsigned zone_groups;           /* 0: no zoning */
    uint8_t *permission[ZONE_SETS]; /* zone_groups rows of zone_groups / 8 bytes; one behind the other */
    uint8_t password[ZONE_SETS][SIM_PASSWORD];
    struct smp_sim_gpio gpio;
    struct smp_sim_list events;     /* struct smp_sim_event, phys ascending */
    struct smp_sim_list broadcasts; /* struct smp_sim_broadcast */
    struct smp_sim_list statuses;   /* struct smp_sim_status, oldest first */
    struct smp_sim_list routes;     /* struct smp_sim_route */
    struct smp_sim_list saves;      /* struct smp_sim_save, oldest first */
    uint64_t variable[SIM_VARIABLES];
    struct smp_sim_phy *ingress; /* towards the requester, or NULL; see smp_sim_find_paths() */
    unsigned source_group;       /* that requests carry: of the phy where they came into the ZPSDS */
};

/* A cable as the file describes it, joined when all names are known. */
struct smp_sim_cable {
    struct smp_sim_expander *expander;
    unsigned first;
    unsigned last;
    struct smp_sim_text peer;
    unsigned peer_phy;
    unsigned peer_step;
    unsigned line;
};

struct smp_sim_domain {
    const char *file; /* name for messages */
    const char *text; /* the domain file's, NUL-terminated */
    struct smp_sim_list hosts; /* struct smp_sim_host */
    struct smp_sim_expander *expanders;
    const struct smp_sim_host *requester; /* whose requests these are, or NULL: a sideband */
    struct smp_sim_text requester_name;
    unsigned requester_line;
    struct smp_sim_list faults; /* struct smp_sim_fault */
    struct smp_sim_list cables; /* struct smp_sim_cable */
    uint64_t latency_us;
    bool changed; /* since it was loaded */
};

/* ---- domain.c: memory and look-up ------------------------------------------------------------------ */

/* A new item of size bytes, zeroed, at the end of a list; NULL: out of memory. */
void *smp_sim_add(struct smp_sim_list *list, size_t size);

/* The entry of a phy-based route table, made if there is none yet; NULL: out of memory. */
struct smp_sim_route *smp_sim_route_item(struct smp_sim_expander *expander, uint64_t phy, uint64_t index);

/* The counter of a Broadcast, made if there is none yet; NULL: out of memory. */
struct smp_sim_broadcast *smp_sim_broadcast_item(struct smp_sim_expander *expander, uint64_t type, uint64_t phy,
                                                 uint64_t reason);

/* Gives the expander its phys, and all images the vendor defaults of its standard. False: out of memory. */
bool smp_sim_make_phys(struct smp_sim_expander *expander, unsigned count);

/* A new expander of SAS-2 at the end of the domain's; NULL: out of memory. */
struct smp_sim_expander *smp_sim_make_expander(struct smp_sim_domain *domain, struct smp_sim_text name);

/* Frees what a domain holds, not the domain itself. */
void smp_sim_free(struct smp_sim_domain *domain);

struct smp_sim_expander *smp_sim_expander_at(const struct smp_sim_domain *domain, unsigned index);
struct smp_sim_expander *smp_sim_expander_named(const struct smp_sim_domain *domain,
                                                struct smp_sim_text name);
const struct smp_sim_host *smp_sim_host_named(const struct smp_sim_domain *domain, struct smp_sim_text name);

/* ---- image.c: images by key ------------------------------------------------------------------------ */

/* The function whose response a phy image is. */
const struct smp_function *smp_sim_phy_function(enum smp_sim_image image);

/* The row of a key in a table or in the header rows of responses; NULL: none. */
const struct smp_field *smp_sim_row(const struct smp_table *table, const char *key);

/* The row of a table that is a list; NULL: none. */
const struct smp_field *smp_sim_list_row(const struct smp_table *table);

/* The row of a key in the elements of a table's list. */
const struct smp_field *smp_sim_element_row(const struct smp_table *table, const char *key);

/* A view on an image, the response of a function, of full length. */
struct smp_frame smp_sim_frame(const struct smp_function *function, const uint8_t *image);

/* Puts a number into a row of count images that stand one behind the other; it grows by step from image to
 * image. */
void smp_sim_fill(const struct smp_function *function, uint8_t *images, size_t count, const struct smp_field *row,
                  uint64_t number, uint64_t step);

/* The number of a key in an image; 0: the function has no such key. */
uint64_t smp_sim_get(const struct smp_function *function, const uint8_t *image, const char *key);
void smp_sim_put(const struct smp_function *function, uint8_t *image, const char *key, uint64_t number);

/* The same for the images that are used most. */
uint64_t smp_sim_general(const struct smp_sim_expander *expander, const char *key);
void smp_sim_set_general(struct smp_sim_expander *expander, const char *key, uint64_t number);
uint64_t smp_sim_discover(const struct smp_sim_phy *phy, const char *key);
uint64_t smp_sim_plugged(const struct smp_sim_phy *phy, const char *key); /* as it is while the link is up */
void smp_sim_set_discover(struct smp_sim_phy *phy, const char *key, uint64_t number);

/* The row of DISCOVER for zone phy information in one of its four sets ("shadow_zone_group"); NULL: none. */
const struct smp_field *smp_sim_zone_row(enum smp_sim_zone_set set, const char *field);

/* Bytes of the whole response of a target of this standard; of a list function the part before the list. */
size_t smp_sim_response_bytes(const struct smp_function *function, uint8_t standard);

/* ---- parse.c --------------------------------------------------------------------------------------- */

/* Reads a domain file's text into domain (zeroed but for file and text) and joins the cables. Fails with
 * SMP_OPEN "file:line: what" or SMP_RESOURCE; smp_sim_free() is needed in any case. */
int smp_sim_parse(struct smp_sim_domain *domain, struct smp_error *error);

/* Bytes of the UTF-8 byte order mark that the text begins with; 0: it has none. */
size_t smp_sim_mark_bytes(const char *text);

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

/* The phy's identifier. */
uint8_t smp_sim_phy_number(const struct smp_sim_phy *phy);

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

/* Gives the expander 128 or 256 zone groups, with the default permission table. False: out of memory. */
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

/* What the transport makes of a request. */
struct smp_sim_reply {
    uint8_t frame[SMP_MAX_FRAME];
    size_t length;      /* 0: no answer */
    int os_errno;       /* then: why */
    bool timeout;
};

/* Does this request change what is saved (or count towards a fault that counts)? Such requests need the
 * domain for themselves. */
bool smp_sim_writes(const struct smp_sim_domain *domain, const uint8_t *request, size_t length);

/* Answers one request to an expander at a time of ms since 1970. */
void smp_sim_answer(struct smp_sim_domain *domain, struct smp_sim_expander *expander, uint64_t now,
                    const uint8_t *request, size_t length, struct smp_sim_reply *reply);

#endif
