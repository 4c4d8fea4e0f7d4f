/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * One request to a simulated expander while it is answered: what the functions of fn_*.c work with. */
#ifndef LIB_SIM_CALL_H
#define LIB_SIM_CALL_H

#include "frames/results.h"
#include "sim/domain.h"

struct smp_sim_call {
    struct smp_sim_domain *domain;
    struct smp_sim_expander *expander;
    uint64_t now; /* ms since 1970 */
    const struct smp_function *function;
    struct smp_frame request;
    unsigned phy;  /* of a function that is about a phy */
    uint8_t *response;
    size_t length; /* of the response so far */
    size_t room;   /* most bytes that the requester takes */
    bool whole;    /* a result other than accepted still carries the response's fields */
};

/* An element of a list in the response. */
struct smp_sim_element {
    const struct smp_table *table;
    uint8_t *bytes;
    size_t size;
};

/* ---- call.c ---------------------------------------------------------------------------------------- */

/* A field of the request; fields that the target's standard does not know are 0. */
uint64_t smp_sim_asked(const struct smp_sim_call *call, const char *key);

/* The bytes of a field of the request: *length of them. */
const uint8_t *smp_sim_asked_bytes(const struct smp_sim_call *call, const char *key, size_t *length);

/* Writes a field of the response. */
void smp_sim_tell(struct smp_sim_call *call, const char *key, uint64_t number);

/* Copies an image, the response of the call's function, into the response. */
void smp_sim_copy(struct smp_sim_call *call, const uint8_t *image);

/* Adds an element of size bytes to the list of the response; false: it does not fit. The element's table is
 * that of the index-th kind of the list. */
bool smp_sim_add_element(struct smp_sim_call *call, size_t kind, size_t size,
                         struct smp_sim_element *element);

/* Bytes of the elements of a kind of the response's list, where they have one size. */
size_t smp_sim_element_bytes(const struct smp_sim_call *call, size_t kind);

void smp_sim_element_put(const struct smp_sim_element *element, const char *key, uint64_t number);

/* The first element of the list of the request. */
void smp_sim_asked_list(const struct smp_sim_call *call, struct smp_list_iterator *list);

/* SAS address of the requester; a sideband has the expander's own. */
uint64_t smp_sim_requester(const struct smp_sim_call *call);

/* ---- fault.c --------------------------------------------------------------------------------------- */

/* Is there a fault that counts the requests it sees? */
bool smp_sim_faults_count(const struct smp_sim_domain *domain);

/* The fault that hits this request, counted; NULL: none. call->function is NULL for an unknown one. */
const struct smp_sim_fault *smp_sim_find_fault(const struct smp_sim_call *call);

/* Spoils the finished response. */
void smp_sim_spoil(struct smp_sim_call *call, const struct smp_sim_fault *fault);

/* ---- fn_*.c: the functions; each returns its function result ---------------------------------------- */

unsigned smp_sim_report_general(struct smp_sim_call *call);
unsigned smp_sim_report_manufacturer_information(struct smp_sim_call *call);
unsigned smp_sim_report_self_configuration_status(struct smp_sim_call *call);
unsigned smp_sim_report_broadcast(struct smp_sim_call *call);
unsigned smp_sim_configure_general(struct smp_sim_call *call);
unsigned smp_sim_discover_phy(struct smp_sim_call *call);
unsigned smp_sim_discover_list(struct smp_sim_call *call);
unsigned smp_sim_report_phy_error_log(struct smp_sim_call *call);
unsigned smp_sim_report_phy_sata(struct smp_sim_call *call);
unsigned smp_sim_report_route_information(struct smp_sim_call *call);
unsigned smp_sim_configure_route_information(struct smp_sim_call *call);
unsigned smp_sim_report_expander_route_table_list(struct smp_sim_call *call);
unsigned smp_sim_report_phy_event(struct smp_sim_call *call);
unsigned smp_sim_report_phy_event_list(struct smp_sim_call *call);
unsigned smp_sim_configure_phy_event(struct smp_sim_call *call);
unsigned smp_sim_phy_control(struct smp_sim_call *call);
unsigned smp_sim_phy_test_function(struct smp_sim_call *call);
unsigned smp_sim_read_gpio_register(struct smp_sim_call *call);
unsigned smp_sim_write_gpio_register(struct smp_sim_call *call);
unsigned smp_sim_report_zone_permission_table(struct smp_sim_call *call);
unsigned smp_sim_report_zone_manager_password(struct smp_sim_call *call);
unsigned smp_sim_zoned_broadcast(struct smp_sim_call *call);
unsigned smp_sim_zone_lock(struct smp_sim_call *call);
unsigned smp_sim_zone_activate_step(struct smp_sim_call *call);
unsigned smp_sim_zone_unlock_step(struct smp_sim_call *call);
unsigned smp_sim_configure_zone_manager_password(struct smp_sim_call *call);

/* ENABLE DISABLE ZONING, CONFIGURE ZONE PHY INFORMATION, CONFIGURE ZONE PERMISSION TABLE. */
unsigned smp_sim_configure_zoning(struct smp_sim_call *call);

/* SAVE of requests that configure zoning data. */
enum smp_sim_save_code { SAVE_NOT = 0, SAVE_ONLY = 1, SAVE_IF_SUPPORTED = 2, SAVE_TOO = 3 };

/* Is the expander locked by this requester? */
bool smp_sim_holds_lock(const struct smp_sim_call *call, const struct smp_sim_expander *expander);

/* Each accepted request of the zone manager starts the inactivity timer of the lock again. */
void smp_sim_restart_timer(struct smp_sim_call *call, struct smp_sim_expander *expander);

/* The activate step with all that goes with it; the requester holds the expander's lock. */
void smp_sim_activate(struct smp_sim_call *call, struct smp_sim_expander *expander);

/* Fills a DISCOVER response (or long descriptor) of room bytes about a phy, header excluded. */
void smp_sim_fill_discover(const struct smp_sim_expander *expander, unsigned phy, uint8_t *bytes,
                           size_t room);

#endif
