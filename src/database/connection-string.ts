/** The hosts of a MongoDB connection string, without user, password and options: fit to be shown. */
export const hostsOf = (uri: string): string =>
  uri.replace(/^[^/]*\/\/(?:[^/?]*@)?/, '').replace(/[/?].*$/, '');
