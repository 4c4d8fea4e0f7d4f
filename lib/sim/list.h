/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The functions that are simulated: ACTION(key, act, need, checks) stands for smp_function_<key>, which
 * smp_sim_do_<act>() answers. need: the key of REPORT GENERAL that is 0 for expanders without the function,
 * or NULL; checks: see target.c. */
ACTION(report_general, nothing_more, NULL, 0)
ACTION(report_manufacturer_information, nothing_more, NULL, 0)
ACTION(read_gpio_register, read_registers, NULL, 0)
ACTION(report_self_configuration_status, report_self_configuration_status, "configures_others", 0)
ACTION(report_zone_permission_table, report_zone_permission_table, "zoning_supported", 0)
ACTION(report_zone_manager_password, report_zone_manager_password, "zoning_supported", 0)
ACTION(report_broadcast, report_broadcast, NULL, 0)
ACTION(read_gpio_register_enhanced, read_registers, NULL, 0)
ACTION(discover, discover, NULL, 0)
ACTION(report_phy_error_log, nothing_more, NULL, 0)
ACTION(report_phy_sata, report_phy_sata, NULL, 0)
ACTION(report_route_information, report_route_information, "expander_route_indexes", 0)
ACTION(report_phy_event, report_phy_event, "last_phy_event_list_descriptor_index", 0)
ACTION(discover_list, discover_list, NULL, 0)
ACTION(report_phy_event_list, report_phy_event_list, "last_phy_event_list_descriptor_index", 0)
ACTION(report_expander_route_table_list, report_expander_route_table_list,
       "maximum_number_of_routed_sas_addresses", 0)
ACTION(configure_general, configure_general, NULL, MANAGE)
ACTION(enable_disable_zoning, configure_zoning, "zoning_supported", 0)
ACTION(write_gpio_register, write_registers, NULL, 0)
ACTION(write_gpio_register_enhanced, write_registers, NULL, 0)
ACTION(zoned_broadcast, zoned_broadcast, "zoning_supported", BROADCAST | ANY_COUNT)
ACTION(zone_lock, zone_lock, "zoning_supported", MANAGE | OR_PRESENCE)
ACTION(zone_activate, zone_activate, "zoning_supported", 0)
ACTION(zone_unlock, zone_unlock, "zoning_supported", ANY_COUNT)
ACTION(configure_zone_manager_password, configure_zone_manager_password, "zoning_supported", MANAGE)
ACTION(configure_zone_phy_information, configure_zoning, "zoning_supported", 0)
ACTION(configure_zone_permission_table, configure_zoning, "zoning_supported", 0)
ACTION(configure_route_information, configure_route_information,
       "externally_configurable_route_table", MANAGE)
ACTION(phy_control, phy_control, NULL, MANAGE | OR_PHY)
ACTION(phy_test_function, phy_test_function, NULL, MANAGE | OR_PHY)
ACTION(configure_phy_event, configure_phy_event, "last_phy_event_list_descriptor_index", MANAGE | OR_PHY)
