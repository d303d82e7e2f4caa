// Objects that are never read: identities of subscribers and equipment, positions, telephone numbers, keys. They stand
// beside useful columns in some MIBs; a profile that names one of them is refused.

/** Prefixes, and what stands there. */
const PRIVATE: readonly (readonly [oid: string, what: string])[] = [
  ['1.3.6.1.4.1.14988.1.1.16.1.1.11', 'the IMEI (MIKROTIK-MIB mtxrLTEModemIMEI)'],
  ['1.3.6.1.4.1.14988.1.1.16.1.1.12', 'the IMSI (MIKROTIK-MIB mtxrLTEModemIMSI)'],
  ['1.3.6.1.4.1.14988.1.1.16.1.1.13', 'the SIM number (MIKROTIK-MIB mtxrLTEModemICCID)'],
  ['1.3.6.1.4.1.9.9.661.1.3.1.1.1', 'the IMSI (CISCO-WAN-3G-MIB)'],
  ['1.3.6.1.4.1.9.9.661.1.3.1.1.2', 'the IMEI (CISCO-WAN-3G-MIB)'],
  ['1.3.6.1.4.1.9.9.661.1.3.1.1.3', 'the SIM number (CISCO-WAN-3G-MIB)'],
  ['1.3.6.1.4.1.9.9.661.1.3.1.1.4', 'the telephone number (CISCO-WAN-3G-MIB)'],
  ['1.3.6.1.4.1.48690.2.2.1.3', 'the IMEI (TELTONIKA-MIB mImei)'],
  ['1.3.6.1.4.1.48690.2.2.1.8', 'the IMSI (TELTONIKA-MIB mImsi)'],
  ['1.3.6.1.4.1.48690.2.2.1.27', 'the SIM number (TELTONIKA-MIB mIccid)'],
  ['1.3.6.1.4.1.48690.3', 'the position (TELTONIKA-MIB gps)'],
  ['1.3.6.1.4.1.17713.21.1.1.18', 'the position (CAMBIUM-PMP80211-MIB latitude)'],
  ['1.3.6.1.4.1.17713.21.1.1.19', 'the position (CAMBIUM-PMP80211-MIB longitude)'],
  ['1.3.6.1.4.1.41112.1.11.1.4', 'the position (UI-AF60-MIB af60Gps)'],
  ['1.3.6.1.4.1.14823.2.3.3.1.1.1', 'a key (AI-AP-MIB aiVirtualControllerKey)'],
  ['1.3.6.1.4.1.12356.101.19.1', 'subscriber identities (FORTINET-FORTIGATE-MIB fgLteSysTable)'],
];

/** What private thing an object is, is part of, or contains; undefined for the others. */
export function privateThing(oid: string): string | undefined {
  const dotted = `${oid}.`;
  return PRIVATE.find(([prefix]) => dotted.startsWith(`${prefix}.`) || `${prefix}.`.startsWith(dotted))?.[1];
}
