using System.Diagnostics.Metrics;
using DtnBox.Contracts.Agents;

namespace DtnBox.ControllerAgent;

/// <summary>What the agent counts; the engine in src/Transfer counts objects and bytes.</summary>
/// <remarks>Static, like the instruments of .NET itself: they are names for numbers and hold nothing.</remarks>
internal static class AgentMeter
{
    public const string Name = "DtnBox.ControllerAgent";

    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<long> Active = Meter.CreateUpDownCounter<long>(
        "dtnbox.agent.commands.active", "{command}", "Commands in hand");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "dtnbox.agent.command.duration", "s", "How long commands ran here, by how they ended");

    /// <summary>Counts a command as in hand until it is disposed of.</summary>
    public static InHand Begin(string command, TimeProvider time) => new(command, time);

    internal sealed class InHand : IDisposable
    {
        private readonly KeyValuePair<string, object?> _command;
        private readonly TimeProvider _time;
        private readonly long _started;

        public InHand(string command, TimeProvider time)
        {
            (_command, _time, _started) = (new("dtnbox.command.name", command), time, time.GetTimestamp());
            Active.Add(1, _command);
        }

        /// <summary>Gets or sets how it ended; none when it was abandoned.</summary>
        public CommandOutcome? Outcome { get; set; }

        public void Dispose()
        {
            Active.Add(-1, _command);
            Duration.Record(
                _time.GetElapsedTime(_started).TotalSeconds,
                _command,
                new("dtnbox.outcome", Outcome?.ToString().ToLowerInvariant() ?? "abandoned"));
        }
    }
}
