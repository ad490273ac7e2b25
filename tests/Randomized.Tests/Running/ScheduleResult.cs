using System.Text;
using System.Text.Json;
using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Tests.Modelling;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>What a run met with.</summary>
/// <param name="Struck">Requests to the storage that went wrong.</param>
/// <param name="Died">Root instances whose end differs because a handler was killed.</param>
internal sealed record RunCounts(int Hosts, int Struck, int Unanswered, int Died)
{
    public override string ToString() => $"{Hosts} hosts, {Struck} requests struck, {Unanswered} events unanswered, {Died} died";
}

/// <summary>How one schedule went.</summary>
internal sealed record ScheduleResult(
    Schedule Schedule,
    IReadOnlyList<string> Violations,
    TimeSpan Took,
    string Timeline,
    IReadOnlyList<JournalLine> Journal,
    RunCounts Counts,
    string HostOutput)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>Gives one line: the seed, what it was made of, and how it went.</summary>
    public string Summary()
    {
        string faults = Schedule.Faults.Length == 0
            ? "no faults"
            : string.Join(", ", Schedule.Faults.Select(fault => fault is Faults.PlannedFault.Storage storage
                ? $"{storage.Trouble}/{storage.Target}" : fault.GetType().Name));
        string standby = (Schedule.HasStandby ? ", standby" : "") + (Schedule.DisturbsStarts ? ", from the start" : "");
        string verdict = Violations.Count == 0 ? "ok" : $"{Violations.Count} VIOLATIONS";
        return $"seed {Schedule.Seed}: {verdict}, {Schedule.Workflows.Length} workflows, {Journal.Count} effects{standby},"
            + $" {faults}, {Counts}, {Took.TotalSeconds:F1} s";
    }

    /// <summary>Gives all that helps to find the cause.</summary>
    public string Explain()
    {
        var text = new StringBuilder();
        text.AppendLine(Summary());
        text.AppendLine($"Replay it with: script/randomized --seed {Schedule.Seed}");
        text.AppendLine().AppendLine("Violations:").AppendJoin('\n', Violations.Select(violation => $"- {violation}")).AppendLine();
        text.AppendLine().AppendLine("What happened:").AppendLine(Timeline);
        text.AppendLine().AppendLine("Workflows and faults:").AppendLine(JsonSerializer.Serialize(Schedule, Indented));
        text.AppendLine().AppendLine("Journal:").AppendJoin('\n', Journal).AppendLine();
        text.AppendLine().AppendLine("Hosts:").AppendLine(HostOutput);
        return text.ToString();
    }
}
