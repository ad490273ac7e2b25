using DtnBox.Cli.Bandwidth;
using DtnBox.Cli.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary>Transfers in words.</summary>
internal static class TransferText
{
    public static string One(TransferView transfer)
    {
        TransferTotals totals = transfer.Totals;
        List<string> lines =
        [
            transfer.Label is null ? transfer.Id : $"{transfer.Id}  {transfer.Label}",
            $"  State     {transfer.State}{(transfer.Attempt > 1 ? $" (attempt {transfer.Attempt})" : string.Empty)}",
            $"  From      {LocationText.From(transfer.Source)}",
            $"  To        {LocationText.From(transfer.Destination)}",
            $"  Owner     {Named.Text(transfer.Owner, transfer.OwnerName)}",
            $"  Sync      {transfer.Settings.Sync}",
            $"  Created   {Figures.Moment(transfer.CreatedAt)}",
        ];
        if (transfer.Keys is { } keys)
        {
            lines.Add($"  Keys      {keys.Mode}: {keys.Reason}");
        }

        if (transfer.Settings.Deadline is { } deadline)
        {
            lines.Add($"  Deadline  {Figures.Moment(deadline)}");
        }

        if (transfer.Settings.Kind != TransferKind.Copy)
        {
            lines.Insert(2, $"  Kind      {transfer.Settings.Kind}");
        }

        if (transfer.Settings.Tuning is { } tuning)
        {
            lines.Add($"  Tuning    {TuningText.From(tuning)}");
        }

        if (transfer.Settings.Bandwidth is { } plan)
        {
            lines.Add($"  Bandwidth {PlanText.From(plan)}");
        }

        if (transfer.EndedAt is { } ended)
        {
            TimeSpan ran = ended - (transfer.StartedAt ?? transfer.CreatedAt);
            lines.Add($"  Ended     {Figures.Moment(ended)}, after {Figures.Duration(ran)}");
        }

        lines.Add($"  Planned   {Amount(totals.ObjectsPlanned, totals.BytesPlanned)}"
            + (totals.ListingComplete ? string.Empty : ", still counting"));
        lines.Add($"  Skipped   {Amount(totals.ObjectsSkipped, totals.BytesSkipped)}");
        lines.Add($"  Copied    {Amount(totals.ObjectsCopied, totals.BytesCopied)}");
        lines.Add($"  Verified  {Amount(totals.ObjectsVerified, totals.BytesVerified)}");
        lines.Add($"  Failed    {Figures.Objects(totals.ObjectsFailed)}");
        lines.AddRange(Extras(transfer));
        lines.AddRange(Reasons(transfer));
        lines.AddRange(NeverCopied(transfer));
        return string.Join('\n', lines.Select(Printable.From));
    }

    /// <summary>What no copy takes along, whatever the stores; docs/fidelity.md has the reasons.</summary>
    public static IEnumerable<string> NeverCopied(TransferView transfer)
    {
        if (transfer.Settings.Kind == TransferKind.Copy
            && transfer.State is (TransferState.Succeeded or TransferState.SucceededWithErrors))
        {
            yield return "  Never copied: ACLs, older versions, locks and retention, storage class, encryption settings";
        }
    }

    /// <summary>What is to be deleted at the destination; nothing when nobody asked for it.</summary>
    public static IEnumerable<string> Extras(TransferView transfer)
    {
        if (transfer.Settings.DeleteExtras is { } extras)
        {
            yield return $"  Extra     {Figures.Objects(transfer.Totals.ExtrasFound)} only at the destination, "
                + $"{transfer.Totals.ExtrasDeleted:N0} deleted (limit {extras.Limit:N0})";
        }
    }

    /// <summary>Why it waits or failed, and what helps; nothing when all is well.</summary>
    public static IEnumerable<string> Reasons(TransferView transfer)
    {
        if (transfer.WaitingFor is { } waiting)
        {
            yield return $"  Waiting   {waiting}";
        }

        if (transfer.Fault is { } fault)
        {
            yield return $"  Cause     {fault.Message}";
            yield return $"  Next      {fault.NextStep}";
        }

        foreach ((string code, FaultSummary summary) in transfer.Faults.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            yield return $"  {code} ({FaultClasses.Of(summary.Example)}): {Figures.Objects(summary.Count)}, for example {summary.ExampleKey}";
            yield return $"    Cause   {summary.Example.Message}";
            yield return $"    Next    {summary.Example.NextStep}";
        }

        foreach ((string property, long count) in transfer.NotCopied ?? new Dictionary<string, long>(StringComparer.Ordinal))
        {
            yield return $"  {property} of {Figures.Objects(count)} were not copied: a store lacks or refuses them";
        }
    }

    public static string Table(IReadOnlyList<TransferView> transfers) => transfers.Count == 0
        ? "No transfers. Start one with: dtnbox transfer start SITE:BUCKET/PREFIX SITE:BUCKET/PREFIX"
        : Columns.From(
            ["ID", "STATE", "VERIFIED", "FROM", "TO", "CREATED", "LABEL"],
            [.. transfers.Select(transfer => new[]
            {
                transfer.Id,
                $"{transfer.State}",
                $"{transfer.Totals.ObjectsVerified:N0}/{transfer.Totals.ObjectsPlanned:N0}"
                    + (transfer.Totals.ListingComplete ? string.Empty : "+"),
                LocationText.From(transfer.Source),
                LocationText.From(transfer.Destination),
                Figures.Moment(transfer.CreatedAt),
                Printable.From(transfer.Label ?? string.Empty),
            })]);

    public static string ObjectRow(ObjectView row)
    {
        string words = $"{row.State,-8}  {Figures.Bytes(row.Size),10}  {row.Key}";
        string lost = row.NotCopied is { Count: > 0 } properties ? $"  (without its {string.Join(" and ", properties)})" : "";
        return Printable.From(row.Fault is { } fault ? $"{words}  ({Sentence(fault)})" : words + lost);
    }

    public static string Amount(long objects, long bytes) => $"{Figures.Objects(objects)}, {Figures.Bytes(bytes)}";

    private static string Sentence(Fault fault) => $"{fault.Code}, {FaultClasses.Of(fault)}: {fault.Message} {fault.NextStep}";
}
