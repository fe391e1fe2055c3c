/**
 * Top-level names that never belong to the public internet: special-use names (RFC 6761, 6762, 7686, 8375), `internal`
 * (reserved by ICANN in 2024, and where clouds put their metadata servers) and the names that home routers use.
 */
export const privateSuffixes: readonly string[] = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'home.arpa',
  'onion',
];

/**
 * Ports above 1023 of services that are not the web and that have been reached through request forgery: the upper part
 * of the Fetch standard's list of bad ports, and the default ports of databases, caches, brokers and orchestrators.
 */
export const dataServicePorts: ReadonlySet<number> = new Set([
  1080, 1433, 1434, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 3659,
  4045, 4190, 4369, 5060, 5061, 5432, 5433, 5672, 5900, 5984, 6000, 6379, 6380, 6443, 6566, 6665, 6666, 6667,
  6668, 6669, 6679, 6697, 7000, 7001, 7473, 7474, 7687, 8086, 9042, 9092, 9100, 9160, 9200, 9300, 10080,
  10250, 10255, 11211, 15672, 26379, 26257, 27017, 27018, 27019, 28015, 50000, 50070,
]);
