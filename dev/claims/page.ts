// Whether a claim holds, and the page that says so of all of them.
import type { Claim } from '../../tools/verify/claims';
import type { MeasuredFigures } from './measurements';

/** What the last run found, by the claim's id. */
export type ClaimResults = Record<string, { figures: MeasuredFigures; node: string; date: string }>;

/** Each figure must be there, and be in its range. */
export function claimVerdict(
  { figures: wanted }: Claim,
  found: MeasuredFigures,
): { holds: boolean; lines: string[] } {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const verdicts = names.map((name) => {
    if (!(name in found)) return { holds: false, line: `${name}: not measured` };
    if (!(name in wanted))
      return { holds: false, line: `${name}: measured, but dev/claims/claims.json has no range` };
    const [min, max] = wanted[name];
    const range = `${written(min)} to ${written(max)}`;
    const values = found[name] === null ? [] : [found[name]].flat();
    if (found[name] === null) return { holds: true, line: `${name}: not in this Node (true from ${range})` };
    const holds = values.length > 0 && values.every((value) => value >= min && value <= max);
    return {
      holds,
      line: `${name}: ${values.map(written).join(', ')} (true from ${range})${holds ? '' : ' ✘'}`,
    };
  });
  return { holds: verdicts.every(({ holds }) => holds), lines: verdicts.map(({ line }) => line) };
}

/** Four digits that count. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(rounded);
}

export function pageOf(claims: readonly Claim[], results: ClaimResults): string {
  const rows = claims.map((claim) => {
    const how = `${claim.how}${claim.command === undefined ? '' : `: \`${claim.command}\``}`;
    const row = (measured: string, verdict: string): string =>
      `| \`${claim.id}\`<br>${claim.claim} | ${measured} | ${verdict} | ${how} |`;
    const result = results[claim.id];
    if (result === undefined) return row('not measured yet', '–');
    const { holds, lines } = claimVerdict(claim, result.figures);
    return row(lines.join('<br>'), holds ? 'holds' : '**does not hold**');
  });
  const dates = [
    ...new Set(Object.values(results).map(({ date, node }) => `${date} (Node ${node.slice(1)})`)),
  ];
  return `# Claims

What the course says about learning, measured on the real MNIST on ${dates.sort().join(', ')}. Each claim has a name:
\`npm run claims -- sorted\` measures one of them on your machine, and \`npm run claims\` all of them, and writes this page. The sentences that
rest on each claim are in \`dev/claims/claims.json\`; \`npm run verify\` fails where a lesson has a measured number that rests on none.

| claim | measured | | how |
|---|---|---|---|
${rows.join('\n')}
`;
}
