// The objects a poll reads. Sources: SNMPv2-MIB (RFC 3418), SNMP-FRAMEWORK-MIB (RFC 3411), IF-MIB (RFC 2863).

/** Scalars of the system group and the SNMP engine, as instances. */
export const SYSTEM_OIDS = {
  sysDescr: '1.3.6.1.2.1.1.1.0',
  sysObjectID: '1.3.6.1.2.1.1.2.0',
  sysUpTime: '1.3.6.1.2.1.1.3.0',
  sysName: '1.3.6.1.2.1.1.5.0',
  snmpEngineBoots: '1.3.6.1.6.3.10.2.1.2.0',
  snmpEngineTime: '1.3.6.1.6.3.10.2.1.3.0',
} as const;

/** Columns of ifTable and ifXTable, to which the ifIndex is appended. */
export const IF_COLUMNS = {
  ifIndex: '1.3.6.1.2.1.2.2.1.1',
  ifDescr: '1.3.6.1.2.1.2.2.1.2',
  ifType: '1.3.6.1.2.1.2.2.1.3',
  ifSpeed: '1.3.6.1.2.1.2.2.1.5',
  ifPhysAddress: '1.3.6.1.2.1.2.2.1.6',
  ifAdminStatus: '1.3.6.1.2.1.2.2.1.7',
  ifOperStatus: '1.3.6.1.2.1.2.2.1.8',
  ifLastChange: '1.3.6.1.2.1.2.2.1.9',
  ifInOctets: '1.3.6.1.2.1.2.2.1.10',
  ifInDiscards: '1.3.6.1.2.1.2.2.1.13',
  ifInErrors: '1.3.6.1.2.1.2.2.1.14',
  ifOutOctets: '1.3.6.1.2.1.2.2.1.16',
  ifOutDiscards: '1.3.6.1.2.1.2.2.1.19',
  ifOutErrors: '1.3.6.1.2.1.2.2.1.20',
  ifName: '1.3.6.1.2.1.31.1.1.1.1',
  ifHCInOctets: '1.3.6.1.2.1.31.1.1.1.6',
  ifHCOutOctets: '1.3.6.1.2.1.31.1.1.1.10',
  ifHighSpeed: '1.3.6.1.2.1.31.1.1.1.15',
  ifAlias: '1.3.6.1.2.1.31.1.1.1.18',
  ifCounterDiscontinuityTime: '1.3.6.1.2.1.31.1.1.1.19',
} as const;

/** ifStackStatus (RFC 2863), index higher.lower. */
export const IF_STACK_STATUS = '1.3.6.1.2.1.31.1.2.1.3';
/** ipAddrTable (RFC 4293, deprecated and on every device), index the address. */
export const IP_ADDRESS = { ifIndex: '1.3.6.1.2.1.4.20.1.2', netmask: '1.3.6.1.2.1.4.20.1.3' } as const;

/** Name of a column that a poll may read. */
export type IfColumn = keyof typeof IF_COLUMNS;

/** Columns in which the configured interface is looked for, in this order. */
export const NAMING_COLUMNS = ['ifName', 'ifDescr', 'ifAlias'] as const satisfies readonly IfColumn[];
/** One of {@link NAMING_COLUMNS}. */
export type NamingColumn = (typeof NAMING_COLUMNS)[number];

const COMMON: readonly PolledColumn[] = [
  'ifOperStatus',
  'ifAdminStatus',
  'ifLastChange',
  'ifInErrors',
  'ifOutErrors',
  'ifInDiscards',
  'ifOutDiscards',
];

/** What one poll reads of an interface: 64-bit columns, or those that SNMPv1 and agents without ifXTable have. */
export function interfaceColumns(naming: NamingColumn, octetBits: 32 | 64): readonly PolledColumn[] {
  return octetBits === 64
    ? [naming, ...COMMON, 'ifHCInOctets', 'ifHCOutOctets', 'ifHighSpeed', 'ifCounterDiscontinuityTime']
    : [naming, ...COMMON, 'ifInOctets', 'ifOutOctets', 'ifSpeed'];
}

/** Instance of a column. */
export function instance(column: IfColumn, ifIndex: number): string {
  return `${IF_COLUMNS[column]}.${ifIndex}`;
}

/** Columns that are read at polls or when an interface is found. */
export type PolledColumn = Exclude<IfColumn, 'ifIndex' | 'ifPhysAddress'>;
/** Instances of the columns of one interface, built once: they are looked up at every poll. */
export type Instances = Readonly<Record<PolledColumn, string>>;

/** The instances of an interface. */
export function instancesAt(ifIndex: number): Instances {
  const names = (Object.keys(IF_COLUMNS) as IfColumn[]).filter(
    (name) => name !== 'ifIndex' && name !== 'ifPhysAddress',
  );
  return Object.fromEntries(names.map((name) => [name, instance(name, ifIndex)])) as Instances;
}
