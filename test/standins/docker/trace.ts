/** What BuildKit reports while it builds; other fields of its message are not needed here. */
export interface Trace {
  readonly steps: { readonly digest: string; readonly name: string; readonly error: string }[];
  readonly logs: { readonly step: string; readonly text: string }[];
}

type Field = readonly [field: number, value: Buffer];

/** Reads the protocol buffer of a `moby.buildkit.trace` message. */
export function parseTrace(base64: string): Trace {
  const fields = fieldsOf(Buffer.from(base64, "base64"));
  return {
    steps: allOf(fields, 1).map(([, body]) => {
      const step = fieldsOf(body);
      return { digest: textAt(step, 1), name: textAt(step, 3), error: textAt(step, 7) };
    }),
    logs: allOf(fields, 3).map(([, body]) => {
      const log = fieldsOf(body);
      return { step: textAt(log, 1), text: textAt(log, 4) };
    }),
  };
}

function allOf(fields: Field[], number: number): Field[] {
  return fields.filter(([field]) => field === number);
}

function textAt(fields: Field[], number: number): string {
  return allOf(fields, number)[0]?.[1].toString("utf8") ?? "";
}

/** The length-delimited fields of a message; numbers are skipped. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let offset = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[offset++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (offset < message.length) {
    const key = varint();
    const wire = key % 8;
    if (wire === 0) varint();
    else if (wire === 1) offset += 8;
    else if (wire === 5) offset += 4;
    else {
      const length = varint();
      fields.push([Math.floor(key / 8), message.subarray(offset, offset + length)]);
      offset += length;
    }
  }
  return fields;
}
