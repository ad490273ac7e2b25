using System.Diagnostics.Metrics;
using DtnBox.Contracts.Agents;

namespace DtnBox.Functions.Commands;

/// <summary>What the control plane counts of its command queues.</summary>
/// <remarks>Static, like the instruments of .NET itself: they are names for numbers and hold nothing.</remarks>
internal static class CommandMeter
{
    public const string Name = "DtnBox.Functions";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Leases = Meter.CreateCounter<long>(
        "dtnbox.commands.leased", "{command}", "Commands given to an agent, by whether it was the first time");

    private static readonly Histogram<double> Waiting = Meter.CreateHistogram<double>(
        "dtnbox.command.queue.duration", "s", "How long commands waited for their first agent");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "dtnbox.command.duration", "s", "How long commands took from being scheduled to their end, by how they ended");

    public static void Leased(OpenCommandRow command, DateTimeOffset now)
    {
        bool first = command.Deliveries == 1;
        Leases.Add(1, Named(command.Name), new("dtnbox.command.redelivered", !first));
        if (first)
        {
            Waiting.Record((now - command.ScheduledAt).TotalSeconds, Named(command.Name));
        }
    }

    public static void Completed(OpenCommandRow command, CommandOutcome outcome, DateTimeOffset now)
        => Duration.Record(
            (now - command.ScheduledAt).TotalSeconds,
            Named(command.Name),
            new("dtnbox.outcome", outcome.ToString().ToLowerInvariant()));

    private static KeyValuePair<string, object?> Named(string command) => new("dtnbox.command.name", command);
}
