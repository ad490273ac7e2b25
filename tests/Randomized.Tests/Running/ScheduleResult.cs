using System.Text;
using System.Text.Json;
using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>What a run met with.</summary>
/// <param name="Struck">Requests to the storage and the stores that went wrong.</param>
/// <param name="HostsEnded">Hosts that ended by themselves.</param>
/// <param name="GivenUp">How often the transfer gave up and a person restarted it.</param>
internal sealed record RunCounts(int Struck, int HostsEnded, int GivenUp)
{
    public override string ToString()
        => $"{Struck} requests struck" + (HostsEnded > 0 ? $", {HostsEnded} hosts ended" : "") + (GivenUp > 0 ? $", gave up {GivenUp} times" : "");
}

/// <summary>How one schedule went.</summary>
internal sealed record ScheduleResult(
    Schedule Schedule,
    IReadOnlyList<string> Violations,
    TimeSpan Took,
    string Timeline,
    TransferView? Seen,
    RunCounts Counts,
    string Output)
{
    private static readonly JsonSerializerOptions Indented = new(Contracts.ContractJson.Options) { WriteIndented = true };

    /// <summary>Gives one line: the seed, what it was made of, and how it went.</summary>
    public string Summary()
    {
        TransferSettings settings = Schedule.Settings;
        string[] what =
        [
            $"{Schedule.Objects.Length} objects",
            $"{settings.Kind}/{settings.Sync}/{Schedule.Keys}",
            .. settings.Selection is null ? (string[])[] : ["rules"],
            .. settings.DeleteExtras is null ? (string[])[] : ["deletes extras"],
            .. Schedule.Orders.Select(order => order is Order.Stop stop ? (stop.Restarts ? "stop+restart" : "stop") : order.GetType().Name),
            .. Schedule.Faults.Length == 0 ? ["no faults"] : Schedule.Faults.Select(Name),
        ];
        string verdict = Violations.Count == 0 ? "ok" : $"{Violations.Count} VIOLATIONS";
        return $"seed {Schedule.Seed}: {verdict}, {Seen?.State.ToString() ?? "no end"}, {string.Join(", ", what)}, {Counts}, {Took.TotalSeconds:F1} s";
    }

    /// <summary>Gives all that helps to find the cause.</summary>
    public string Explain()
    {
        var text = new StringBuilder();
        text.AppendLine(Summary());
        text.AppendLine($"Replay it with: script/randomized --seed {Schedule.Seed}");
        text.AppendLine().AppendLine("Violations:").AppendJoin('\n', Violations.Select(violation => $"- {violation}")).AppendLine();
        text.AppendLine().AppendLine("What happened:").AppendLine(Timeline);
        text.AppendLine().AppendLine("The transfer at rest:").AppendLine(JsonSerializer.Serialize(Seen, Indented));
        text.AppendLine().AppendLine("Objects, settings:").AppendLine(JsonSerializer.Serialize(Schedule, Indented));
        text.AppendLine().AppendJoin('\n', Schedule.Orders.AsEnumerable()).AppendLine();
        text.AppendJoin('\n', Schedule.Faults.AsEnumerable()).AppendLine();
        text.AppendLine().AppendLine("Programs:").AppendLine(Output);
        return text.ToString();
    }

    private static string Name(PlannedFault fault) => fault switch
    {
        PlannedFault.Storage storage => $"storage {storage.Trouble}/{storage.Target}",
        PlannedFault.Store store => $"{store.Side} {store.Trouble}/{store.Target}",
        PlannedFault.KillAgent kill => $"KillAgent/{kill.Side}",
        PlannedFault.KillAtWrite kill => $"KillAtWrite/{kill.Victim}",
        _ => fault.GetType().Name,
    };
}
