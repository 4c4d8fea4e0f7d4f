/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * One request to a simulated expander while it is answered: what the functions of fn_*.c work with. */
#ifndef LIB_SIM_CALL_H
#define LIB_SIM_CALL_H

#include "frames/results.h"
#include "sim/domain.h"

struct smp_sim_call {
    struct smp_sim_expander *expander;
    uint64_t now;                        /* ms since 1970 */
    const struct smp_function *function; /* NULL: one that nobody knows */
    struct smp_frame request;
    struct smp_sim_phy *phy;        /* of a function that is about a phy */
    struct smp_sim_piece general;   /* of PART_NOW: what REPORT GENERAL tells at this time */
    struct smp_sim_piece response;  /* its fields; a list follows */
    size_t length;                  /* of the response so far */
    size_t room;                    /* most bytes that the requester takes */
    bool whole; /* a result other than accepted still carries the response's fields */
    struct smp_sim_piece element; /* of the response's list: the last that was added */
    uint64_t elements;            /* so many were added */
    uint64_t most_elements;       /* so many the requester wants */
};

/* ---- fn_*.c ---------------------------------------------------------------------------------------- */

/* The functions; each returns its function result. Before one is called the request was checked, and the
 * response tells what is known without it: the image that it is a copy of, or else the fields that REPORT
 * GENERAL has as well; then those that the request has as well. */
#define ACTION(key, act, need, checks) unsigned smp_sim_do_##act(struct smp_sim_call *call);
#include "sim/list.h"
#undef ACTION

/* What REPORT GENERAL tells at this time, into call->general. */
void smp_sim_general_now(struct smp_sim_call *call);

/* ---- call.c ---------------------------------------------------------------------------------------- */

/* A field of the request; fields that the target's standard does not know are 0. */
uint64_t smp_sim_asked(const struct smp_sim_call *call, const char *key);

/* The bytes of a field of fixed length of the request, all of which are there: its length was checked. */
const uint8_t *smp_sim_asked_bytes(const struct smp_sim_call *call, const char *key);

/* Has a value of a field a name of its own in the standard? */
bool smp_sim_is_named(const struct smp_frame *frame, const char *key, uint64_t value);

/* SAS address of the requester; a sideband has the expander's own. */
uint64_t smp_sim_requester(const struct smp_sim_call *call);

/* Is the phy there for this request: not vacant, and not kept from the requester by zoning? */
bool smp_sim_sees(const struct smp_sim_call *call, const struct smp_sim_phy *phy);

/* Writes the header of a response of so many bytes, or (0) of one that does not tell its length. */
void smp_sim_put_header(uint8_t *response, uint8_t code, unsigned result, size_t length);

/* Tells what is known before the function is called. */
void smp_sim_tell_known(struct smp_sim_call *call);

/* Adds an element to the list of the response, as call->element, and counts it there; false: it does not fit
 * or is not wanted. */
bool smp_sim_add_element(struct smp_sim_call *call);

/* The same, with what an item of a part tells. */
bool smp_sim_add_item(struct smp_sim_call *call, enum smp_sim_part part, size_t index);

/* ---- fault.c --------------------------------------------------------------------------------------- */

/* Is there a fault that counts the requests it sees? */
bool smp_sim_faults_count(const struct smp_sim_domain *domain);

/* The fault that hits this request, counted; NULL: none. */
const struct smp_sim_fault *smp_sim_find_fault(const struct smp_sim_call *call);

/* Spoils the finished response. */
void smp_sim_spoil(struct smp_sim_call *call, const struct smp_sim_fault *fault);

#endif
