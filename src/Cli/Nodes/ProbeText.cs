using DtnBox.Cli.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;

namespace DtnBox.Cli.Nodes;

/// <summary>What was found out about a store, in words.</summary>
internal static class ProbeText
{
    public static IEnumerable<string> Lines(NodeView node)
    {
        if (node.ProbeRequestedAt is { } asked)
        {
            yield return $"  Probe    asked for {Figures.Moment(asked)}, no agent has answered yet";
        }

        if (node.Probe is not { } probe)
        {
            yield break;
        }

        yield return $"  Probe    {Figures.Moment(probe.At)} in bucket {probe.Bucket} by {probe.Agent}";
        foreach (string line in probe.Findings is { } findings ? Lines(findings) : [])
        {
            yield return $"    {line}";
        }

        foreach (Fault fault in probe.Faults)
        {
            yield return $"    {fault.Message} {fault.NextStep}";
        }
    }

    private static IEnumerable<string> Lines(StoreFindings findings)
    {
        StoreCapabilities can = findings.Capabilities;
        (string Name, bool Works)[] all =
        [
            ("multipart", can.Multipart), ("list parts", can.ListParts), ("abort", can.AbortUpload), ("ranges", can.RangedGet),
            ("tags", can.Tagging), ("presigned put", findings.PresignedPut), ("conditional put", findings.ConditionalPut),
        ];
        yield return $"can      {Listed(all.Where(one => one.Works).Select(one => one.Name))}";
        yield return $"cannot   {Listed(all.Where(one => !one.Works).Select(one => one.Name))}";
        yield return $"signed   {Signed(can.AddedHeaders)}";
        yield return $"checks   {Listed(findings.Checksums.Select(kind => kind.ToString()))}";
        string part = findings.LargestPartBytes is { } bytes ? SizeText.From(bytes) : "unknown";
        yield return $"versions {findings.Versioning}, largest part {part}, clock {findings.ClockDifferenceSeconds:+0;-0;0} s";
    }

    private static string Signed(AddedHeaders added) => added switch
    {
        AddedHeaders.Refused => "an address is good for its one call",
        AddedHeaders.RefusedIfNamed => "an address is good for its one call, as signatures name the headers that must be absent",
        AddedHeaders.Taken => "an address can be made another call of: transfers to here share keys",
        _ => "not tried",
    };

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("-"));
}
