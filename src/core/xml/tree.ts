export type XmlNode = string | XmlElement;

export interface XmlElement {
  /** See `resolveName`. */
  readonly name: string;
  /** The source of its attributes; `attribute()` reads one. */
  readonly attributeSource: string;
  readonly children: XmlNode[];
  /** False when the document ended before it did. */
  closed: boolean;
}

export interface XmlDocument {
  /** Its children are the root and what stands beside it. */
  readonly top: XmlElement;
  /** Places that had to be repaired. */
  readonly repairs: number;
  /** The name in <!DOCTYPE name>, lower case. */
  readonly doctype: string | null;
}

export const newElement = (name: string, attributeSource = ''): XmlElement => ({
  name,
  attributeSource,
  children: [],
  closed: false,
});
