// One name and its value in a list of facts.

/** A row; `part` tells rows of the same name apart. */
export function Pair({
  name,
  part,
  value,
}: {
  readonly name: string;
  readonly part?: string | undefined;
  readonly value: string;
}) {
  return (
    <>
      <dt>
        {name}
        {part !== undefined && <span class="part"> {part}</span>}
      </dt>
      <dd>{value}</dd>
    </>
  );
}
