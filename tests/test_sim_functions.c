/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the functions of a simulated expander answer and change. */
#include "core/recording.h"
#include "sim/domain.h"
#include "sim_target.h"

static struct smp_device device;

static void use(const char *text)
{
    const char *path = path_of("test.domain");

    write_file(path, text);
    unlink(path_of("test.domain.state"));
    if (open_target(&device, path, 0) != 0) {
        printf("# %s\n", reply.error.text);
        exit(tap_bail("a domain file is not understood"));
    }
}

static void done(void)
{
    smp_device_end(&device);
}

/* Another handle on an expander of the same domain: what it sees has been saved. */
static void turn_to(unsigned number)
{
    done();
    open_target(&device, path_of("test.domain"), number);
}

static void again(void)
{
    turn_to(0);
}

#define HOST "host hba0\nsas_address 0x500605b0000272b0\nphys 8\n"
#define HEAD "smp_domain 1\n" HOST
#define SAS2                                                                                                 \
    HEAD "expander e\nstandard SAS-2\nsas_address 0x50000d1000000100\nphys 12\nphy 0-3 attach hba0 0+\n"

static int raw(const struct smp_function *function, const uint8_t *bytes, size_t length)
{
    int status = send_bytes(&device, function, bytes, length);

    return status ? -status : reply.frame.result;
}

#define RAW(name, ...)                                                                                      \
    raw(&smp_function_##name, (const uint8_t[]){ __VA_ARGS__ }, sizeof((const uint8_t[]){ __VA_ARGS__ }))

/* ---- Shapes of frames ------------------------------------------------------------------------------- */

static void test_shapes(void)
{
    /* Capture: REPORT GENERAL of a SAS-1 expander with 12 phys. */
    const uint8_t lsi[] = { 0x41, 0x00, 0x00, 0x00, 0x00, 0x08, 0x00, 0x90, 0x00, 0x0c, 0x01, 0x00 };

    use(HEAD "expander e\nstandard SAS-1.1\nsas_address 0x500605b0000033ef\nphys 12\nroute_indexes 144\n"
             "set externally_configurable_route_table 1\nchange_count 8\nphy 0 attach hba0 0\n");
    is_int(ASK_PLAIN(&device, report_general), 0, "SAS-1.1: REPORT GENERAL");
    is_int((long long)reply.length, 28, "is 28 bytes");
    is_bytes(reply.bytes, lsi, sizeof lsi, "is like a real one");
    is_int(ASK(&device, discover, P("phy_identifier", 0)), 0, "SAS-1.1: DISCOVER");
    is_int((long long)reply.length, 52, "is 52 bytes");
    is_int(reply.bytes[5], 0, "without a change count");
    is_int(ASK_PLAIN(&device, discover_list), 1, "SAS-1.1: DISCOVER LIST is unknown");
    is_int((long long)reply.length, 4, "and answered with a header");
    is_int(ASK_PLAIN(&device, report_zone_permission_table), 1, "SAS-1.1: no zoning");
    is_int(RAW(report_general, 0x40, 0x55, 0, 0), 1, "an unknown function");
    done();
    use(SAS2);
    is_int(ASK_PLAIN(&device, report_general), 0, "SAS-2: REPORT GENERAL");
    is_int((long long)reply.length, 72, "is 72 bytes");
    is_int(RAW(report_general, 0x40, 0, 0, 0), 0, "asked in the SAS-1.1 way");
    is_int((long long)reply.length, 28, "is 28 bytes");
    is_int(reply.bytes[3], 0, "response length 0");
    is_int(told("long_response"), 1, "but long response is told");
    is_int(RAW(report_general, 0x40, 0, 2, 0), 0, "asked for two dwords");
    is_int((long long)reply.length, 12, "is 12 bytes");
    is_int(reply.bytes[3], 2, "and says so");
    ASK(&device, discover, P("phy_identifier", 0));
    is_int((long long)reply.length, 108, "SAS-2: DISCOVER is 108 bytes");
    is_int(RAW(report_general, 0x40, 0, 0x11), -SMP_OTHER, "a request shorter than its header");
    is_int(RAW(report_general, 0x40, 0, 0x11, 1, 0, 0, 0, 0), 3, "a request that is too long");
    is_int(RAW(discover, 0x40, 0x10, 0x1d, 3, 0, 0, 0, 0, 0, 0, 0, 0), 3, "a request length that is wrong");
    is_int(RAW(discover, 0x40, 0x10, 0x1d, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0, "request length 0 of SAS-1.1");
    done();
    use(HEAD "expander e\nstandard SAS-3\nsas_address 1\nphys 4\nphy 0 attach hba0 0\n");
    ASK(&device, discover, P("phy_identifier", 1));
    is_int((long long)reply.length, 120, "SAS-3: DISCOVER is 120 bytes");
    is_int(told("device_slot_number"), 255, "no slot number");
    done();
}

static void test_discover(void)
{
    use(SAS2 "phy 4 attach sata rate 3\nphy 5 vacant\nphy 6 attach ssp 0x5000c50000520a01 name "
             "0x5000c50000520a00\n"
             "phy 7 disabled\nphy 11 virtual\n");
    is_int(ASK(&device, discover, P("phy_identifier", 12)), 0x10, "no such phy");
    is_int(ASK(&device, discover, P("phy_identifier", 5)), 0x16, "a vacant phy");
    is_int(told("phy_identifier"), 5, "tells its number");
    ok(told("sas_address") == 0x50000d1000000100, "and the expander's address");
    is_int(told("routing_attribute"), -1, "and nothing else");
    ASK(&device, discover, P("phy_identifier", 4));
    is_int(told("attached_sata_device"), 1, "a SATA disk");
    is_int(told("negotiated_physical_link_rate"), 9, "at 3 Gbps");
    ok(told("attached_sas_address") == 0x50000d1000000104, "behind a bridge of the expander");
    ASK(&device, discover, P("phy_identifier", 11));
    is_int(told("virtual_phy"), 1, "a virtual phy");
    is_int(ASK(&device, discover_list, P("maximum_number_of_discover_list_descriptors", 254)), 0,
           "DISCOVER LIST");
    is_int(told("number_of_discover_list_descriptors"), 9, "nine long descriptors fit");
    is_int(told("discover_list_descriptor_length"), 27, "of 108 bytes");
    is_int(told_at(4, "attached_sata_device"), 1, "the fifth is the SATA disk");
    is_int(told_at(5, "phy_identifier"), 5, "the sixth is vacant");
    is_int(told_at(8, "phy_identifier"), 8, "the last is phy 8");
    ASK(&device, discover_list, P("maximum_number_of_discover_list_descriptors", 254),
        P("descriptor_type", 1));
    is_int(told("number_of_discover_list_descriptors"), 12, "all short descriptors fit");
    is_int(told_at(6, "attached_sas_address") == 0x5000c50000520a01, 1, "the seventh is the SAS disk");
    is_int(told_at(5, "function_result"), 0x16, "the sixth is vacant");
    ASK(&device, discover_list, P("maximum_number_of_discover_list_descriptors", 254),
        P("descriptor_type", 1), P("phy_filter", 2), P("starting_phy_identifier", 4));
    is_int(told("number_of_discover_list_descriptors"), 3, "three phys from 4 on have something attached");
    is_int(told("starting_phy_identifier"), 4, "the first of them is phy 4");
    ASK(&device, discover_list, P("maximum_number_of_discover_list_descriptors", 2), P("descriptor_type", 1));
    is_int(told("number_of_discover_list_descriptors"), 2, "not more than asked for");
    ASK(&device, discover_list, P("descriptor_type", 1));
    is_int((long long)reply.length, 48, "none asked for: the header");
    is_int(ASK(&device, discover_list, P("starting_phy_identifier", 12)), 0x10, "no such starting phy");
    is_int(ASK(&device, discover_list, P("phy_filter", 4)), 0x19, "unknown filter");
    is_int(ASK(&device, discover_list, P("descriptor_type", 2)), 0x18, "unknown descriptor type");
    done();
}

/* ---- General ---------------------------------------------------------------------------------------- */

static void test_general(void)
{
    use(SAS2 "vendor ACME\ncomponent_id 547\nself_configuration connecting phy 1 address 0x5000c50000520a01\n"
             "self_configuration no_status phy 1 address 0x5000c50000520a01 final\n"
             "broadcast change count 4 phy 2\nbroadcast ses count 1\n");
    ASK_PLAIN(&device, report_manufacturer_information);
    is_bytes(reply.bytes + 12, "ACME    ", 8, "vendor, padded with blanks");
    is_int(told("component_id"), 547, "component id");
    is_int(ASK(&device, configure_general, P("update_stp_maximum_connect_time_limit", 1),
               P("stp_maximum_connect_time_limit", 77), P("stp_bus_inactivity_time_limit", 88)),
           0, "CONFIGURE GENERAL");
    again();
    ASK_PLAIN(&device, report_general);
    is_int(told("stp_maximum_connect_time_limit"), 77, "a field with its update bit is stored");
    is_int(told("stp_bus_inactivity_time_limit"), 0, "one without is not");
    is_int(told("expander_change_count"), 1, "the change count does not move");
    is_int(told("last_self_configuration_status_descriptor_index"), 2, "self-configuration descriptors");
    is_int(ASK(&device, configure_general, P("expected_expander_change_count", 9),
               P("update_stp_maximum_connect_time_limit", 1)), 4, "a wrong expected change count");
    ASK(&device, report_self_configuration_status,
        P("starting_self_configuration_status_descriptor_index", 1));
    is_int(told("total_number_of_self_configuration_status_descriptors"), 2, "two are told");
    is_int(told_at(0, "status_type"), 2, "first connecting");
    is_int(told_at(1, "final"), 1, "last final");
    ASK(&device, report_self_configuration_status,
        P("starting_self_configuration_status_descriptor_index", 0));
    is_int(told("number_of_self_configuration_status_descriptors"), 0, "index 0: none");
    is_int(told("last_self_configuration_status_descriptor_index"), 2, "but the last index");
    ASK(&device, report_self_configuration_status,
        P("starting_self_configuration_status_descriptor_index", 9));
    is_int(told("starting_self_configuration_status_descriptor_index"), 1, "an index past the last wraps");
    ASK(&device, report_broadcast, P("broadcast_type", 0));
    is_int(told("number_of_broadcast_descriptors"), 1, "one Broadcast (Change) counter");
    is_int(told_at(0, "broadcast_count"), 4, "at 4");
    ASK(&device, report_broadcast, P("broadcast_type", 3));
    is_int(told_at(0, "phy_identifier"), 255, "Broadcast (SES) is tied to no phy");
    done();
}

/* ---- Phys ------------------------------------------------------------------------------------------- */

static int control(unsigned phy, unsigned operation)
{
    return ASK(&device, phy_control, P("phy_identifier", phy), P("phy_operation", operation));
}

static void test_phy_control(void)
{
    use(SAS2 "phy 4 attach sata affiliation 0x500605b0000272b0 set stp_i_t_nexus_loss_occurred 1\n"
             "phy 5 attach sata affiliation 0x5000000000000001\nphy 6 vacant\nphy 7 attach sata spinup_hold\n"
             "phy 8 attach ssp 0x5000c50000520a01 set invalid_dword_count 9\n");
    is_int(control(12, 1), 0x10, "no such phy");
    is_int(control(6, 1), 0x16, "a vacant phy");
    is_int(control(8, 4), 0x13, "a reserved operation");
    is_int(control(8, 6), 0x12, "clear affiliation where there is no SATA");
    is_int(control(5, 6), 0x1a, "clear affiliation of another initiator");
    is_int(control(4, 6), 0, "clear affiliation of one's own");
    ASK(&device, report_phy_sata, P("phy_identifier", 4));
    is_int(told("affiliation_valid"), 0, "clears it");
    is_int(told("stp_i_t_nexus_loss_occurred"), 1, "nexus loss is told");
    is_int(control(4, 8), 0, "clear nexus loss");
    ASK(&device, report_phy_sata, P("phy_identifier", 4));
    is_int(told("stp_i_t_nexus_loss_occurred"), 0, "clears it");
    is_int(control(4, 7), 0x02, "port selection without a port selector");
    is_int(control(8, 5), 0, "clear error log");
    ASK(&device, report_phy_error_log, P("phy_identifier", 8));
    is_int(told("invalid_dword_count"), 0, "clears it");
    is_int(control(7, 1), 0, "link reset of a disk held back");
    ASK(&device, discover, P("phy_identifier", 7));
    is_int(told("negotiated_physical_link_rate"), 10, "lets it spin up");
    is_int(ASK(&device, phy_control, P("phy_identifier", 4), P("phy_operation", 9),
               P("attached_device_name", 0x5000c50000600000)), 0, "set attached device name");
    again();
    ASK(&device, discover, P("phy_identifier", 4));
    ok(told("attached_device_name") == 0x5000c50000600000, "sets it");
    is_int(ASK(&device, phy_control, P("phy_identifier", 8), P("phy_operation", 1),
               P("programmed_maximum_physical_link_rate", 9)), 0, "a lower maximum rate");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("negotiated_physical_link_rate"), 9, "is what the link reset negotiates");
    is_int(ASK(&device, phy_control, P("phy_identifier", 8), P("programmed_maximum_physical_link_rate", 12)),
           2, "a rate that the hardware has not");
    is_int(ASK(&device, phy_control, P("phy_identifier", 8), P("programmed_minimum_physical_link_rate", 10)),
           2, "a minimum above the maximum");
    is_int(ASK(&device, phy_control, P("phy_identifier", 8), P("update_partial_pathway_timeout_value", 1),
               P("partial_pathway_timeout_value", 3)), 0, "partial pathway timeout");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("partial_pathway_timeout_value"), 3, "is stored");
    for (unsigned phy = 0; phy < 4; phy++)
        is_int(control(phy, 3), 0, "a link to the host is disabled");
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "without any link there is no answer");
    has_str(reply.error.text, "no link leads from 'hba0' to expander 'e'", "and the message says why");
    done();
}

static void test_phy_test(void)
{
    use(SAS2 "phy 8 attach ssp 0x5000c50000520a01\n");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 8), P("phy_test_function", 2)), 0x14,
           "unknown test");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 8), P("phy_test_function", 1),
               P("phy_test_pattern", 0x77), P("phy_test_pattern_physical_link_rate", 9)),
           2, "unknown pattern");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 0), P("phy_test_function", 1),
               P("phy_test_pattern", 1), P("phy_test_pattern_physical_link_rate", 9)), 2,
           "not on the phy that carries the request");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 8), P("phy_test_function", 1),
               P("phy_test_pattern", 1), P("phy_test_pattern_physical_link_rate", 9)),
           0, "a pattern is sent");
    again();
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 8), P("phy_test_function", 1),
               P("phy_test_pattern", 1), P("phy_test_pattern_physical_link_rate", 9)),
           0x15, "once at a time");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("attached_device_type"), 0, "the disk is gone");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 8)), 0, "the test is stopped");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("attached_device_type"), 1, "the disk is back");
    is_int(told("reason"), 8, "because of that");
    done();
}

static void test_events(void)
{
    const uint8_t sources[] = { 0, 0, 0, 0x2b, 0, 0, 0, 100, 0, 0, 0, 1, 0, 0, 0, 0 };

    use(SAS2
        "phy 2 event invalid_word_count value 9\nphy 0-2 event peak_connection_time value 7 threshold 50\n");
    ASK(&device, report_phy_event, P("phy_identifier", 2));
    is_int(told("number_of_phy_event_descriptors"), 2, "two events of a phy");
    is_int(told_at(0, "phy_event"), 9, "with their values");
    ASK(&device, report_phy_event_list, P("starting_phy_event_list_descriptor_index", 1));
    is_int(told("number_of_phy_event_list_descriptors"), 4, "four events in all");
    is_int(told_at(0, "phy_identifier"), 0, "phys ascending");
    ASK(&device, report_phy_event_list, P("starting_phy_event_list_descriptor_index", 3));
    is_int(told("first_phy_event_list_descriptor_index"), 3, "from the third");
    is_int(told("last_phy_event_list_descriptor_index"), 4, "to the fourth");
    is_int(ASK(&device, configure_phy_event, P("phy_identifier", 2),
               P("number_of_phy_event_configuration_descriptors", 1),
               PB("phy_event_configuration_descriptor_list", sources, 8)), 6, "fewer sources than events");
    is_int(ASK(&device, configure_phy_event, P("phy_identifier", 2),
               P("number_of_phy_event_configuration_descriptors", 2),
               PB("phy_event_configuration_descriptor_list", sources, 8)), 3, "fewer bytes than told");
    is_int(ASK(&device, configure_phy_event, P("phy_identifier", 2),
               P("number_of_phy_event_configuration_descriptors", 2),
               PB("phy_event_configuration_descriptor_list", sources, 16)), 0, "other sources");
    again();
    ASK(&device, report_phy_event, P("phy_identifier", 2));
    is_int(told_at(0, "phy_event_source"), 0x2b, "are used");
    is_int(told_at(0, "peak_value_detector_threshold"), 100, "with their threshold");
    is_int(told_at(0, "phy_event"), 0, "from 0");
    is_int(ASK(&device, configure_phy_event, P("phy_identifier", 1), P("clear_peaks", 1)), 0, "clear peaks");
    ASK(&device, report_phy_event, P("phy_identifier", 1));
    is_int(told_at(0, "phy_event"), 0, "clears them");
    ASK(&device, report_broadcast, P("broadcast_type", 4));
    is_int(told_at(0, "broadcast_reason"), 2, "and is broadcast");
    done();
}

/* ---- Routing ---------------------------------------------------------------------------------------- */

static void test_routes(void)
{
    use(HEAD "expander e\nstandard SAS-1.1\nsas_address 0x500605b0000033ef\nphys 4\nroute_indexes 8\n"
             "set externally_configurable_route_table 1\nphy 0 attach hba0 0\nphy 1-2 routing table\n"
             "route 1 0 0x5000c50000000001\n");
    is_int(ASK(&device, report_route_information, P("phy_identifier", 0)), 0x11,
           "a phy without a route table");
    is_int(ASK(&device, report_route_information, P("phy_identifier", 1), P("expander_route_index", 8)), 0x11,
           "an index that is too large");
    is_int(ASK(&device, report_route_information, P("phy_identifier", 1)), 0, "an entry");
    is_int(told("expander_route_entry_disabled"), 0, "in use");
    is_int(ASK(&device, configure_route_information, P("phy_identifier", 1), P("expander_route_index", 3),
               P("routed_sas_address", 0x5000c50000000002)), 0, "another entry is set");
    again();
    ASK(&device, report_route_information, P("phy_identifier", 1), P("expander_route_index", 3));
    ok(told("routed_sas_address") == 0x5000c50000000002, "and read back");
    ASK(&device, report_route_information, P("phy_identifier", 1), P("expander_route_index", 4));
    is_int(told("expander_route_entry_disabled"), 1, "the others are disabled");
    is_int(ASK_PLAIN(&device, report_expander_route_table_list), 1, "there is no expander-based table");
    done();
    use(HEAD "expander e\nsas_address 0x50000d1000000100\nphys 12\nrouted_addresses 64\nphy 0 attach hba0 0\n"
             "phy 4-5 routing table attach f 0+\n"
             "expander f\nsas_address 0x50000d1000000200\nphys 12\nphy 8-9 attach ssp 0x5000c50000000001+1\n"
             "phy 4 attach g 0\n"
             "expander g\nsas_address 0x50000d1000000300\nphys 12\nphy 8 attach sata\n");
    is_int(ASK(&device, report_expander_route_table_list,
               P("maximum_number_of_expander_route_table_descriptors", 62)), 0, "an expander-based table");
    is_int(told("number_of_expander_route_table_descriptors"), 5,
           "lists all addresses behind the table phys");
    is_int(told_at(0, "phy_bit_map"), 0x30, "with the phys of the wide port");
    ASK(&device, report_expander_route_table_list, P("maximum_number_of_expander_route_table_descriptors", 2),
        P("starting_routed_sas_address_index", 3));
    is_int(told("first_routed_sas_address_index"), 3, "from the fourth");
    is_int(told("last_routed_sas_address_index"), 4, "to the fifth");
    is_int(ASK(&device, report_expander_route_table_list, P("starting_routed_sas_address_index", 5)), 0x11,
           "an index past the last");
    control(4, 3);
    control(5, 3);
    ASK(&device, report_expander_route_table_list,
        P("maximum_number_of_expander_route_table_descriptors", 62));
    is_int(told("number_of_expander_route_table_descriptors"), 0, "without links nothing is behind them");
    is_int(told("expander_route_table_change_count") > 0, 1, "and the table's change count has moved");
    done();
    open_target(&device, path_of("test.domain"), 1);
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "the next expander cannot be reached");
    done();
}

/* ---- GPIO ------------------------------------------------------------------------------------------- */

static void test_gpio(void)
{
    const uint8_t lights[] = { 0xa0, 0xa0, 0xa8, 0xa1 };

    use(SAS2 "gpio 10\ngpio_register gpio_cfg 1 00f84801\n");
    is_int(RAW(read_gpio_register, 0x40, 2, 0, 0, 2, 0, 0, 0), 0, "READ GPIO REGISTER");
    is_int((long long)reply.length, 12, "two registers");
    is_int(reply.bytes[7], 10, "ten drives");
    is_bytes(reply.bytes + 8, "\x00\xf8\x48\x01", 4, "the second is that of the file");
    is_int(RAW(read_gpio_register, 0x40, 2, 3, 2, 2, 0, 0, 0), 2, "a register past the last");
    is_int(RAW(write_gpio_register, 0x40, 0x82, 3, 1, 1, 0, 0, 0, 0xa0, 0xa0, 0xa8, 0xa1), 0, "WRITE");
    again();
    RAW(read_gpio_register, 0x40, 2, 3, 1, 1, 0, 0, 0);
    is_bytes(reply.bytes + 4, lights, 4, "is read back");
    is_int(RAW(write_gpio_register, 0x40, 0x82, 0, 0, 1, 0, 0, 0, 0, 0, 0, 99), 0,
           "WRITE to the configuration");
    RAW(read_gpio_register, 0x40, 2, 0, 0, 1, 0, 0, 0);
    is_int(reply.bytes[6] >> 7, 0, "changes GPIO enable");
    is_int(reply.bytes[7], 10, "and nothing else");
    is_int(RAW(write_gpio_register, 0x40, 0x82, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0), 2, "WRITE to inputs");
    is_int(RAW(write_gpio_register, 0x40, 0x82, 3, 0, 2, 0, 0, 0, 0, 0, 0, 0), 3, "WRITE with too few bytes");
    is_int(ASK_PLAIN(&device, read_gpio_register_enhanced), 1, "the enhanced function must be asked for");
    done();
    use(SAS2 "gpio 10 enhanced\n");
    is_int(ASK(&device, write_gpio_register_enhanced, P("register_type", 3), P("register_count", 1),
               PB("write_data", lights, 4)), 0, "WRITE GPIO REGISTER ENHANCED");
    is_int(RAW(read_gpio_register_enhanced, 0x40, 7, 1, 1, 3, 0, 1, 0), 0, "READ GPIO REGISTER ENHANCED");
    is_bytes(reply.bytes, "\x41\x07\x00\x01\xa0\xa0\xa8\xa1", 8, "has lengths");
    done();
}

/* ---- Zoning ----------------------------------------------------------------------------------------- */

static const uint8_t no_password[32];

static int lock_zones(unsigned limit)
{
    return ASK(&device, zone_lock, P("zone_lock_inactivity_time_limit", limit),
               PB("zone_manager_password", no_password, 32));
}

/* Vector of T10: start 10, a row of ones and one of zeros. */
static void test_permissions(void)
{
    uint8_t rows[32] = { 0 };
    const uint8_t row_8[16] = { [14] = 0x04, [15] = 0x02 };
    const uint8_t row_10[16] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xf7, 0x0e };

    memset(rows, 0xff, 16);
    use(SAS2 "zoning 128 saving\n");
    is_int(ASK(&device, configure_zone_permission_table, P("starting_source_zone_group", 10)), 0x23,
           "nothing is configured without a lock");
    is_int(lock_zones(0), 0, "ZONE LOCK");
    ok(told("active_zone_manager_sas_address") == 0x500605b0000272b0, "tells the manager");
    is_int(ASK(&device, configure_zone_permission_table, P("starting_source_zone_group", 10),
               P("number_of_zone_permission_configuration_descriptors", 2),
               P("zone_permission_configuration_descriptor_length", 4),
               PB("zone_permission_configuration_descriptor_list", rows, 32)), 0, "the vector is configured");
    is_int(ASK(&device, configure_zone_permission_table, P("starting_source_zone_group", 127),
               P("number_of_zone_permission_configuration_descriptors", 2),
               PB("zone_permission_configuration_descriptor_list", rows, 32)), 0x28, "rows past the last");
    again();
    ASK(&device, report_zone_permission_table, P("report_type", 1), P("starting_source_zone_group", 8),
        P("maximum_number_of_zone_permission_descriptors", 3));
    is_bytes(reply.bytes + 16, row_8, 16, "row 8 of the shadow table");
    is_bytes(reply.bytes + 48, row_10, 16, "row 10 of the shadow table");
    ASK(&device, report_zone_permission_table, P("starting_source_zone_group", 8),
        P("maximum_number_of_zone_permission_descriptors", 1));
    is_bytes(reply.bytes + 16, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2", 16, "the current table is as before");
    ASK_PLAIN(&device, report_general);
    is_int(told("zone_configuring"), 1, "zone configuring is told");
    is_int(ASK_PLAIN(&device, zone_activate), 0, "ZONE ACTIVATE");
    ASK(&device, report_zone_permission_table, P("starting_source_zone_group", 8),
        P("maximum_number_of_zone_permission_descriptors", 1));
    is_bytes(reply.bytes + 16, row_8, 16, "the current table has changed");
    ASK_PLAIN(&device, report_general);
    is_int(told("expander_change_count"), 1, "the change count not yet");
    is_int(ASK(&device, zone_unlock, P("activate_required", 1)), 0, "ZONE UNLOCK");
    ASK_PLAIN(&device, report_general);
    is_int(told("expander_change_count"), 2, "now it has");
    is_int(told("zone_locked"), 0, "the lock is gone");
    is_int(ASK(&device, report_zone_permission_table, P("starting_source_zone_group", 128)), 0x28,
           "no such row");
    ASK(&device, report_zone_permission_table, P("maximum_number_of_zone_permission_descriptors", 255));
    is_int(told("number_of_zone_permission_descriptors"), 63, "63 rows fit a frame");
    done();
}

/* A real expander with 256 zone groups was given rows of 128 and read back: the same is done here, and every
 * byte of the response must be the same. */
static void test_real_permissions(void)
{
    const char *srcdir = getenv("srcdir");
    uint8_t real[SMP_MAX_FRAME];
    uint8_t rows[31 * 16];
    size_t length = 0;
    char path[300];

    snprintf(path, sizeof path, "%s/captures/intel24-zone-permission-table.hex", srcdir ? srcdir : "tests");
    if (smp_hex_parse(path, real, sizeof real, &length, &reply.error) != 0 || length != 16 + 31 * 32) {
        exit(tap_bail("cannot read the capture of a zone permission table"));
    }
    for (size_t i = 0; i < 31; i++) {
        memcpy(rows + 16 * i, real + 16 + 32 * i + 16, 16);
    }
    use(SAS2 "zoning 256\nchange_count 85\n");
    lock_zones(0);
    is_int(ASK(&device, configure_zone_permission_table,
               P("number_of_zone_permission_configuration_descriptors", 31),
               P("zone_permission_configuration_descriptor_length", 4),
               PB("zone_permission_configuration_descriptor_list", rows, sizeof rows)),
           0, "rows of 128 groups for an expander with 256");
    ASK_PLAIN(&device, zone_activate);
    ASK_PLAIN(&device, zone_unlock);
    ASK(&device, report_zone_permission_table, P("maximum_number_of_zone_permission_descriptors", 31));
    is_int((long long)reply.length, (long long)length, "read back they are as long as those of a real one");
    is_bytes(reply.bytes, real, length, "and the same");
    done();
}

static void test_zone_phys(void)
{
    const uint8_t phys[] = { 8, 0x14, 0, 9, 9, 0, 0, 10 };
    const uint8_t bad[] = { 8, 0, 0, 8, 12, 0, 0, 8 };
    const uint8_t high[] = { 8, 0, 0, 128 };

    use(SAS2 "zoning 128 saving\nphy 8 attach ssp 0x5000c50000520a01\n");
    lock_zones(0);
    is_int(ASK(&device, configure_zone_phy_information, P("number_of_zone_phy_configuration_descriptors", 2),
               PB("zone_phy_configuration_descriptor_list", bad, 8)), 0x10, "a phy that does not exist");
    is_int(ASK(&device, configure_zone_phy_information, P("number_of_zone_phy_configuration_descriptors", 1),
               PB("zone_phy_configuration_descriptor_list", high, 4)), 0x25, "a group that does not exist");
    is_int(ASK(&device, configure_zone_phy_information, P("save", 3),
               P("zone_phy_configuration_descriptor_length", 1),
               P("number_of_zone_phy_configuration_descriptors", 2),
               PB("zone_phy_configuration_descriptor_list", phys, 8)), 0, "two phys are configured");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("shadow_zone_group"), 9, "in the shadow set");
    is_int(told("zone_group"), 1, "not in the current one");
    is_int(told("saved_zone_group"), 1, "not in the saved one");
    is_int(ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 3)), 0x22, "an unknown value");
    is_int(ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 1)), 0, "zoning is enabled");
    is_int(ASK(&device, zone_unlock, P("activate_required", 1)), 0x24, "not activated");
    ASK_PLAIN(&device, zone_activate);
    ASK(&device, discover, P("phy_identifier", 8), P("ignore_zone_group", 1));
    is_int(told("zone_group"), 9, "activated");
    is_int(told("saved_zone_group"), 9, "and saved");
    is_int(told("requested_inside_zpsds"), 1, "with its flags");
    is_int(told("zoning_enabled"), 1, "zoning is in force");
    is_int(ASK(&device, discover, P("phy_identifier", 8)), 0, "group 1 reaches all groups");
    ASK_PLAIN(&device, zone_unlock);
    done();
}

static void test_access(void)
{
    use(SAS2 "zoning 128 enabled\nphy 0-3 group 8\nphy 8-9 attach ssp 0x5000c50000520a01+1\nphy 8 group 9\n"
             "phy 9 group 10\npermit 8 9\n");
    is_int(ASK(&device, discover, P("phy_identifier", 8)), 0, "a phy in reach");
    is_int(told("saved_zoning_enabled"), 1, "zoning that the file enables is saved");
    is_int(told("default_zoning_enabled"), 1, "and the default");
    is_int(ASK(&device, discover, P("phy_identifier", 9)), 0x16, "a phy out of reach");
    is_int(ASK(&device, discover, P("phy_identifier", 9), P("ignore_zone_group", 1)), 0, "seen nevertheless");
    is_int(ASK(&device, report_phy_error_log, P("phy_identifier", 9)), 0x16, "its error log");
    is_int(control(8, 5), 0, "control of a phy in reach");
    is_int(control(9, 5), 0x20, "control of a phy out of reach");
    is_int(lock_zones(0), 0x20, "ZONE LOCK without access to group 2");
    is_int(ASK(&device, configure_general, P("update_stp_reject_to_open_limit", 1)), 0x20,
           "CONFIGURE GENERAL");
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 0)), 0x20, "ZONED BROADCAST");
    ASK(&device, discover_list, P("maximum_number_of_discover_list_descriptors", 20),
        P("descriptor_type", 1));
    is_int(told_at(9, "function_result"), 0x16, "in a list it is vacant");
    done();
    use(SAS2 "zoning 128 enabled\nphy 0-3 group 8\npermit 8 2-3\n");
    is_int(lock_zones(0), 0, "ZONE LOCK with access to group 2");
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 3),
               P("number_of_broadcast_source_zone_groups", 1),
               PB("broadcast_source_zone_group_list", "\x08", 1)),
           0, "ZONED BROADCAST with access to group 3");
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 3),
               P("number_of_broadcast_source_zone_groups", 1),
               PB("broadcast_source_zone_group_list", "\x80", 1)),
           0x25, "from a group that does not exist");
    is_int(ASK(&device, report_broadcast, P("broadcast_type", 3)), 0, "it is");
    is_int(told_at(0, "broadcast_count"), 1, "counted");
    done();
}

static void test_locks(void)
{
    struct stat kept;
    uint8_t secret[32] = "secret";
    uint8_t disabled[32];

    memset(disabled, 0xff, sizeof disabled);
    use(SAS2 "zoning\nset zone_locked 1\nset active_zone_manager_sas_address 0x5000000000000002\n");
    is_int(lock_zones(0), 0x23, "locked by another manager");
    ok(told("active_zone_manager_sas_address") == 0x5000000000000002, "whose address is told");
    is_int(ASK_PLAIN(&device, zone_activate), 0x23, "who alone may activate");
    is_int(ASK_PLAIN(&device, zone_unlock), 0x23, "and unlock");
    done();
    use(SAS2 "zoning presence\npassword \"secret\"\n");
    is_int(lock_zones(0), 0x21, "a wrong password");
    is_int(ASK(&device, zone_lock, P("zone_lock_inactivity_time_limit", 1),
               PB("zone_manager_password", secret, 32)), 0, "the right password");
    usleep(150000);
    ASK_PLAIN(&device, report_general);
    is_int(told("zone_locked"), 0, "the lock ends when its time has run out");
    is_int(ASK_PLAIN(&device, report_zone_manager_password), 0x26,
           "the password is told to those present only");
    is_int(ASK(&device, configure_zone_manager_password, P("save", 1),
               PB("zone_manager_password", secret, 32), PB("new_zone_manager_password", disabled, 32)),
           0x26, "and disabled by them only, which comes before that it cannot be saved");
    is_int(
        ASK(&device, configure_zone_manager_password, P("save", 1), PB("zone_manager_password", secret, 32)),
        0x27, "saving is not supported");
    is_int(ASK(&device, configure_zone_manager_password, PB("zone_manager_password", secret, 32)), 0,
           "the password is changed");
    is_int(stat(path_of("test.domain.state"), &kept) == 0 ? (int)(kept.st_mode & 0777) : -1, 0600,
           "the state file is the owner's alone");
    again();
    is_int(lock_zones(0), 0, "and lasts");
    done();
    use(SAS2 "zoning\npassword disabled\n");
    is_int(ASK(&device, zone_lock, PB("zone_manager_password", disabled, 32)), 0x21,
           "a disabled password lets nobody in who gives it");
    done();
    use(SAS2 "zoning saving present\npassword disabled\n");
    is_int(lock_zones(0), 0, "presence replaces a disabled password");
    is_int(ASK_PLAIN(&device, report_zone_manager_password), 0, "and shows it");
    is_int(ASK(&device, report_zone_manager_password, P("report_type", 1)), 2, "it has no shadow");
    done();
}

static void test_saving(void)
{
    const uint8_t phy[] = { 8, 0, 0, 9 };
    const uint8_t row[16] = { [14] = 0x02, [15] = 0x02 };

    use(SAS2 "zoning\n");
    lock_zones(0);
    is_int(ASK(&device, enable_disable_zoning, P("save", 3), P("enable_disable_zoning", 1)), 0x27,
           "saving is not supported");
    is_int(ASK(&device, report_zone_permission_table, P("report_type", 2)), 0x27,
           "nor is there a saved table");
    is_int(ASK(&device, enable_disable_zoning, P("save", 2), P("enable_disable_zoning", 1)), 0,
           "unless it is left to the target");
    done();
    use(SAS2 "zoning saving present\n");
    lock_zones(0);
    is_int(ASK(&device, configure_zone_permission_table, P("save", 3), P("starting_source_zone_group", 8),
               P("number_of_zone_permission_configuration_descriptors", 1),
               PB("zone_permission_configuration_descriptor_list", row, 16)), 0, "a row to be saved");
    is_int(ASK(&device, enable_disable_zoning, P("save", 3), P("enable_disable_zoning", 1)), 0, "zoning too");
    is_int(ASK(&device, configure_zone_phy_information, P("save", 1),
               P("number_of_zone_phy_configuration_descriptors", 1),
               PB("zone_phy_configuration_descriptor_list", phy, 4)), 0, "a phy to be saved only");
    again();
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("saved_zone_group"), 1, "nothing is saved before it is activated");
    is_int(told("shadow_zone_group"), 1, "what is to be saved only is not in the shadow set");
    ASK_PLAIN(&device, zone_activate);
    ASK(&device, report_zone_permission_table, P("report_type", 2), P("starting_source_zone_group", 8),
        P("maximum_number_of_zone_permission_descriptors", 1));
    is_bytes(reply.bytes + 16, row, 16, "the row is saved");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("saved_zone_group"), 9, "the phy is saved");
    is_int(told("zone_group"), 1, "and nothing else");
    is_int(told("saved_zoning_enabled"), 1, "zoning is saved");
    is_int(
        ASK(&device, configure_zone_manager_password, P("save", 3), PB("new_zone_manager_password", "x", 1)),
        0, "a password to be saved");
    ASK(&device, report_zone_manager_password, P("report_type", 2));
    is_bytes(reply.bytes + 8, "x", 2, "is saved");
    done();
}

/* What was to be saved only is forgotten with the lock that it was asked for under. */
static void test_saving_only(void)
{
    const uint8_t phy[] = { 8, 0, 0, 9 };
    const uint8_t row[16] = { [14] = 0x02, [15] = 0x02 };

    use(SAS2 "zoning saving\n");
    lock_zones(0);
    is_int(ASK(&device, configure_zone_phy_information, P("save", 1),
               P("number_of_zone_phy_configuration_descriptors", 1),
               PB("zone_phy_configuration_descriptor_list", phy, 4)), 0, "a phy to be saved only");
    ASK_PLAIN(&device, zone_unlock);
    lock_zones(0);
    ASK_PLAIN(&device, zone_activate);
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("saved_zone_group"), 1, "is not, after an unlock without activation");
    is_int(ASK(&device, configure_zone_permission_table, P("save", 1), P("starting_source_zone_group", 8),
               P("number_of_zone_permission_configuration_descriptors", 1),
               PB("zone_permission_configuration_descriptor_list", row, 16)), 0, "a row to be saved only");
    is_int(ASK(&device, enable_disable_zoning, P("save", 1), P("enable_disable_zoning", 1)), 0, "zoning too");
    ASK_PLAIN(&device, zone_activate);
    ASK(&device, report_zone_permission_table, P("report_type", 2), P("starting_source_zone_group", 8),
        P("maximum_number_of_zone_permission_descriptors", 1));
    is_bytes(reply.bytes + 16, row, 16, "is, once activated");
    ASK(&device, report_zone_permission_table, P("starting_source_zone_group", 8),
        P("maximum_number_of_zone_permission_descriptors", 1));
    is_bytes(reply.bytes + 16, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2", 16, "and not in force");
    ASK(&device, discover, P("phy_identifier", 8));
    is_int(told("saved_zoning_enabled"), 1, "zoning is saved");
    is_int(told("zoning_enabled"), 0, "and not in force");
    done();
}

/* ---- Two hosts on one domain ------------------------------------------------------------------------ */

static void as_host(const char *name)
{
    done();
    setenv("SMP_UTILS_SIM_REQUESTER", name, 1);
    open_target(&device, path_of("test.domain"), 0);
}

static void test_hosts(void)
{
    use(SAS2 "zoning\nphy 4 attach hba1 0\nhost hba1\nsas_address 0x5000000000000002\nphys 1\n");
    is_int(lock_zones(0), 0, "one host takes the zone lock");
    as_host("hba1");
    is_int(lock_zones(0), 0x23, "the other is refused");
    ok(told("active_zone_manager_sas_address") == 0x500605b0000272b0, "and told who holds it");
    is_int(ASK_PLAIN(&device, zone_unlock), 0x23, "nor can it end the lock");
    as_host("hba0");
    is_int(ASK_PLAIN(&device, zone_unlock), 0, "the first ends it");
    as_host("hba1");
    is_int(lock_zones(0), 0, "and the other takes it");
    ok(told("active_zone_manager_sas_address") == 0x5000000000000002, "as itself");
    done();
    setenv("SMP_UTILS_SIM_REQUESTER", "hba2", 1);
    is_int(open_target(&device, path_of("test.domain"), 0), SMP_OPEN, "a host that is not there");
    has_str(reply.error.text, "SMP_UTILS_SIM_REQUESTER: no host of", "is told");
    unsetenv("SMP_UTILS_SIM_REQUESTER");
}

/* ---- Links between expanders ------------------------------------------------------------------------ */

static void test_links(void)
{
    use(HEAD "expander e\nsas_address 0x50000d1000000100\nphys 8\nphy 0 attach hba0 0\nphy 4-5 attach f 1+\n"
             "expander f\nstandard SAS-1.1\nsas_address 0x50000d1000000200\nphys 4\n"
             "phy 1 event loss_of_dword_synchronization_count value 8\n");
    ASK(&device, discover, P("phy_identifier", 4));
    is_int(told("attached_device_type"), 2, "an expander is attached");
    is_int(told("attached_phy_identifier"), 1, "with its phy 1");
    is_int(told("negotiated_physical_link_rate"), 9, "at the rate of the slower one");
    is_int(control(4, 3), 0, "one end is disabled");
    done();
    open_target(&device, path_of("test.domain"), 1);
    ASK(&device, discover, P("phy_identifier", 1));
    is_int(told("negotiated_logical_link_rate"), 0, "the other end has lost its link");
    ASK(&device, report_phy_error_log, P("phy_identifier", 1));
    is_int(told("loss_of_dword_synchronization_count"), 1, "and counts it");
    ASK_PLAIN(&device, report_general);
    is_int(told("expander_change_count"), 2, "and the change");
    is_int(control(1, 1), 0, "a link reset from the other end");
    ASK(&device, discover, P("phy_identifier", 1));
    is_int(told("negotiated_logical_link_rate"), 0, "does not enable it");
    done();
    open_target(&device, path_of("test.domain"), 0);
    is_int(control(4, 2), 0, "a hard reset from this end");
    ASK(&device, discover, P("phy_identifier", 4));
    ok(told("attached_sas_address") == 0x50000d1000000200, "does");
    done();
}

#define ZONED "standard SAS-2\nphys 8\nzoning enabled\n"

/* A phy that transmits a test pattern stays out of what its far end does. */
static void test_far_test(void)
{
    use(HEAD "expander e\nsas_address 0x50000d1000000100\nphys 8\nphy 0 attach hba0 0\nphy 4-5 attach f 1+\n"
             "expander f\nsas_address 0x50000d1000000200\nphys 4\n");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 4), P("phy_test_function", 1),
               P("phy_test_pattern", 1), P("phy_test_pattern_physical_link_rate", 9)), 0, "a test begins");
    done();
    open_target(&device, path_of("test.domain"), 1);
    is_int(control(1, 1), 0, "the far end is reset");
    ASK(&device, discover, P("phy_identifier", 1));
    is_int(told("negotiated_physical_link_rate"), 0, "and stays without a link");
    done();
    open_target(&device, path_of("test.domain"), 0);
    ASK(&device, discover, P("phy_identifier", 4));
    is_int(told("negotiated_physical_link_rate"), 0, "as does the phy under test");
    is_int(ASK(&device, phy_test_function, P("phy_identifier", 4)), 0, "the test ends");
    ASK(&device, discover, P("phy_identifier", 4));
    is_int(told("negotiated_physical_link_rate"), 10, "and the link is back");
    done();
}

#define BEHIND                                                                                               \
    "permit 8 9\nphy 0-3 group 8\nphy 4-7 routing table\nphy 4 attach f 0 group 9\n"                         \
    "phy 5 attach g 0 group 10\nrouted_addresses 64\n"                                                      \
    "expander f\nsas_address 0x50000d1000000200\nphys 4\nphy 1-2 attach ssp 0x5000c50000520a01+1\n"         \
    "expander g\nsas_address 0x50000d1000000300\nphys 4\nphy 1 attach ssp 0x5000c50000520b01\n"

/* Behind a phy that is not inside the ZPSDS everything is in that phy's group. */
static void test_zones_behind(void)
{
    use(SAS2 "zoning enabled\n" BEHIND);
    is_int(ASK(&device, report_expander_route_table_list,
               P("maximum_number_of_expander_route_table_descriptors", 50)), 0, "a zoned route table");
    is_int(told("number_of_expander_route_table_descriptors"), 3, "has what is behind a phy in reach");
    is_int(told_at(0, "zone_group"), 9, "the expander there in the phy's group");
    is_int(told_at(2, "zone_group"), 9, "and so its disks");
    done();
    open_target(&device, path_of("test.domain"), 1);
    is_int(ASK_PLAIN(&device, report_general), 0, "a connection through a phy in reach");
    done();
    open_target(&device, path_of("test.domain"), 2);
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "and one through a phy out of reach");
    done();
    use(SAS2 "zoning\n" BEHIND);
    ASK(&device, report_expander_route_table_list,
        P("maximum_number_of_expander_route_table_descriptors", 50));
    is_int(told("number_of_expander_route_table_descriptors"), 5, "without zoning it has all");
    done();
    open_target(&device, path_of("test.domain"), 2);
    is_int(ASK_PLAIN(&device, report_general), 0, "and all is in reach");
    done();
}

/* A zone group that falls back is no work of a zone manager: shadow and current stay the same. */
static void test_fall_back(void)
{
    use(SAS2 "zoning\nphy 4 attach sata group 9 set default_zone_group 1\n");
    is_int(control(4, 3), 0, "a SATA phy is disabled");
    again();
    ASK(&device, discover, P("phy_identifier", 4));
    is_int(told("zone_group"), 1, "its group falls back");
    is_int(told("shadow_zone_group"), 1, "in the shadow set as well");
    done();
}

static void test_zones_between(void)
{
    use(HEAD "expander e\nsas_address 0x50000d1000000100\n" ZONED
             "permit 8 2-3 9\nphy 0 attach hba0 0 group 8\n"
             "phy 4 attach f 1 set requested_inside_zpsds 1\n"
             "expander f\nsas_address 0x50000d1000000200\n" ZONED "permit 8 2-3 9\n"
             "phy 1 set requested_inside_zpsds 1\nphy 2-3 attach ssp 0x5000c50000520a01+1\nphy 2 group 9\n"
             "phy 3 group 10\n");
    ASK(&device, discover, P("phy_identifier", 4), P("ignore_zone_group", 1));
    is_int(told("inside_zpsds"), 1, "a link between zoning expanders that want it is inside the ZPSDS");
    is_int(told("zone_group"), 1, "and in group 1");
    is_int(lock_zones(0), 0, "the first expander is locked");
    done();
    open_target(&device, path_of("test.domain"), 1);
    is_int(ASK(&device, discover, P("phy_identifier", 2)), 0, "behind it the requester keeps its group");
    is_int(ASK(&device, discover, P("phy_identifier", 3)), 0x16, "and what it may not reach is out of reach");
    is_int(lock_zones(0), 0, "the second expander is locked");
    is_int(ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 2)), 0,
           "its zoning to be disabled");
    done();
    open_target(&device, path_of("test.domain"), 0);
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 8)), 0, "ZONED BROADCAST (Zone Activate)");
    done();
    open_target(&device, path_of("test.domain"), 1);
    ASK_PLAIN(&device, report_general);
    is_int(told("zoning_enabled"), 0, "activates both");
    is_int(ASK(&device, zone_unlock, P("activate_required", 1)), 0, "and the second can be unlocked");
    done();
}

/* ZONED BROADCAST (Zone Activate) passes expanders whose lock is gone, starts the timers of those that it
 * activates again, and activates as often as it is asked to. */
static void test_activate_all(void)
{
    use(HEAD "expander e\nsas_address 0x50000d1000000100\n" ZONED
             "permit 8 2-3\nphy 0 attach hba0 0 group 8\n"
             "phy 4 attach f 1 set requested_inside_zpsds 1\n"
             "expander f\nsas_address 0x50000d1000000200\n" ZONED "permit 8 2-3\n"
             "phy 1 set requested_inside_zpsds 1\n");
    is_int(lock_zones(0), 0, "the first expander is locked");
    done();
    open_target(&device, path_of("test.domain"), 1);
    is_int(lock_zones(8), 0, "and the second for a while");
    ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 2));
    usleep(500000);
    done();
    open_target(&device, path_of("test.domain"), 0);
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 8)), 0, "ZONED BROADCAST (Zone Activate)");
    usleep(500000);
    done();
    open_target(&device, path_of("test.domain"), 1);
    ASK_PLAIN(&device, report_general);
    is_int(told("zone_locked"), 1, "starts the timer of the second lock again");
    is_int(told("zoning_enabled"), 0, "and activates");
    ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 1));
    done();
    open_target(&device, path_of("test.domain"), 0);
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 8)), 0, "a second broadcast");
    done();
    open_target(&device, path_of("test.domain"), 1);
    ASK_PLAIN(&device, report_general);
    is_int(told("zoning_enabled"), 1, "activates once more");
    ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 2));
    usleep(850000);
    done();
    open_target(&device, path_of("test.domain"), 0);
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 8)), 0, "a broadcast after the lock's time");
    done();
    open_target(&device, path_of("test.domain"), 1);
    ASK_PLAIN(&device, report_general);
    is_int(told("zoning_enabled"), 1, "activates nothing there");
    is_int(told("zone_locked"), 0, "where no lock is left");
    done();
}

/* Broadcasts zone activate from the first expander: is zoning in force on the second then? */
static long long activate_far(void)
{
    turn_to(0);
    is_int(ASK(&device, zoned_broadcast, P("broadcast_type", 8)), 0, "ZONED BROADCAST (Zone Activate)");
    turn_to(1);
    ASK_PLAIN(&device, report_general);
    return told("zoning_enabled");
}

/* Zone activate goes through links inside the ZPSDS that are up. The host has a way of its own to both expanders. */
static void test_activate_links(void)
{
    use(HEAD "expander e\nsas_address 0x50000d1000000100\n" ZONED
             "phy 0 attach hba0 0\nphy 4 attach f 1 set requested_inside_zpsds 1\n"
             "expander f\nsas_address 0x50000d1000000200\nstandard SAS-2\nphys 8\nzoning\n"
             "phy 0 attach hba0 1\nphy 1 set requested_inside_zpsds 1\n");
    is_int(lock_zones(0), 0, "the first expander is locked");
    turn_to(1);
    is_int(lock_zones(0), 0, "and the second");
    ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 1));
    is_int(activate_far(), 0, "does not pass a link that is not inside the ZPSDS");
    is_int(ASK_PLAIN(&device, zone_activate), 0, "zoning comes into force on the second");
    turn_to(0);
    is_int(control(4, 1), 0, "the link between them is reset");
    ASK(&device, discover, P("phy_identifier", 4));
    is_int(told("inside_zpsds"), 1, "and is inside the ZPSDS now");
    is_int(control(4, 3), 0, "it is taken down");
    turn_to(1);
    ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 2));
    is_int(activate_far(), 1, "does not pass a link that is down");
    turn_to(0);
    is_int(control(4, 1), 0, "the link comes up");
    is_int(activate_far(), 0, "and lets it pass");
    done();
}

/* A second zone activate goes all the way again. This domain is in memory, and nothing builds it anew between requests;
 * the timer of the lock on the second expander tells that it was activated. */
static void test_activate_twice(void)
{
    static const uint8_t request[] = { SMP_REQUEST_FRAME, 0x85, 0, 1, 0, 0, 8, 0 };
    struct smp_sim_domain domain = {
        .file = "test.domain",
        .text = HEAD "expander e\nsas_address 0x50000d1000000100\n" ZONED
                     "phy 4 attach f 1 set requested_inside_zpsds 1\n"
                     "expander f\nsas_address 0x50000d1000000200\n" ZONED "phy 1 set requested_inside_zpsds 1\n"
                     "set zone_locked 1\nset active_zone_manager_sas_address 0x500605b0000272b0\n"
                     "set zone_lock_inactivity_time_limit 1\n",
    };

    if (smp_sim_parse(&domain, &reply.error) != 0) {
        exit(tap_bail(reply.error.text));
    }
    for (uint64_t now = 1000; now <= 1050; now += 50) {
        smp_sim_answer(&domain, domain.expanders, now, request, sizeof request, reply.bytes, &reply.length);
        is_int((long long)domain.expanders->next->variable[VAR_LOCK_DEADLINE], (long long)now + 100,
               "each broadcast activates the second expander");
    }
    smp_sim_free(&domain);
}

static void test_quirks(void)
{
    use(SAS2 "quirk fis_swapped no_address_on_error no_event_length status_length_in_bytes\n"
             "quirk short_event_list empty_route_list\nrouted_addresses 9\nphy 6 event received_error_count\n"
             "phy 4 attach sata\nphy 5 vacant\nphy 6 event invalid_word_count\n");
    ASK(&device, report_phy_sata, P("phy_identifier", 4));
    is_bytes(reply.bytes + 24, "\x01\x50\x00\x34", 4, "a FIS with its bytes swapped");
    is_int(ASK(&device, report_phy_sata, P("phy_identifier", 6)), 0x12, "no SATA disk");
    ASK(&device, report_phy_sata, P("phy_identifier", 4), P("affiliation_context", 3));
    is_int(told("affiliation_valid"), 0, "no such affiliation context");
    ASK(&device, discover, P("phy_identifier", 5));
    is_int((long long)reply.length, 4, "a vacant phy tells nothing");
    ASK(&device, report_phy_event, P("phy_identifier", 6));
    is_int(told("phy_event_descriptor_length"), 0, "descriptors without a length");
    is_int(told_at(1, "phy_event_source"), 1, "can be read nevertheless");
    is_int(ASK(&device, configure_phy_event, P("phy_identifier", 6),
               P("number_of_phy_event_configuration_descriptors", 1),
               PB("phy_event_configuration_descriptor_list", "\0\0\0\2\0\0\0\0", 8)),
           0, "fewer sources than events");
    ASK(&device, report_phy_event, P("phy_identifier", 6));
    is_int(told_at(0, "phy_event_source"), 2, "change the first");
    is_int(ASK(&device, report_expander_route_table_list, P("starting_routed_sas_address_index", 5)), 0,
           "no routes from an index past the last");
    ASK(&device, report_self_configuration_status,
        P("starting_self_configuration_status_descriptor_index", 1));
    is_int(told("self_configuration_status_descriptor_length"), 16, "a length in bytes");
    done();
    use(SAS2 "zoning\nquirk no_transpose keep_manager change_at_activate no_relock\n");
    is_int(lock_zones(0), 0, "ZONE LOCK");
    is_int(lock_zones(0), 0x23, "is refused to the one who holds the lock");
    ASK(&device, enable_disable_zoning, P("enable_disable_zoning", 1));
    ASK_PLAIN(&device, zone_activate);
    ASK_PLAIN(&device, report_general);
    is_int(told("expander_change_count"), 2, "the change count moves at activation");
    ASK_PLAIN(&device, zone_unlock);
    ASK_PLAIN(&device, report_general);
    is_int(told("expander_change_count"), 2, "and not again");
    ok(told("active_zone_manager_sas_address") == 0x500605b0000272b0, "the last manager is still told");
    done();
}

static void test_power(void)
{
    use(HEAD
        "expander e\nstandard SAS-3\nsas_address 1\nphys 4\nphy 0 attach hba0 0\nphy 1-2 attach ssp 16+1\n"
        "phy 1 set sas_partial_capable 1 set pwr_dis_control_capable 1\n");
    is_int(ASK(&device, phy_control, P("phy_identifier", 1), P("enable_sas_partial", 1),
               P("enable_sas_slumber", 1), P("power_disable_control", 3)),
           0, "power conditions");
    ASK(&device, discover, P("phy_identifier", 1));
    is_int(told("sas_partial_enabled"), 1, "are enabled where the phy can");
    is_int(told("sas_slumber_enabled"), 0, "and only there");
    is_int(told("pwr_dis_signal"), 3, "POWER DISABLE is asserted");
    is_int(ASK(&device, phy_control, P("phy_identifier", 2), P("power_disable_control", 3)), 2,
           "POWER DISABLE where there is none");
    is_int(ASK(&device, phy_control, P("phy_identifier", 1), P("enable_sas_partial", 2)), 0, "and off");
    ASK(&device, discover, P("phy_identifier", 1));
    is_int(told("sas_partial_enabled"), 0, "again");
    done();
}

int main(void)
{
    unsetenv("SMP_UTILS_SIM_REQUESTER");
    if (!begin_tests()) {
        return tap_bail("cannot make a folder in /tmp");
    }
    test_shapes();
    test_discover();
    test_general();
    test_phy_control();
    test_phy_test();
    test_events();
    test_routes();
    test_gpio();
    test_permissions();
    test_real_permissions();
    test_zone_phys();
    test_access();
    test_locks();
    test_saving();
    test_saving_only();
    test_hosts();
    test_links();
    test_far_test();
    test_zones_behind();
    test_fall_back();
    test_zones_between();
    test_activate_all();
    test_activate_links();
    test_activate_twice();
    test_quirks();
    test_power();
    return end_tests();
}
