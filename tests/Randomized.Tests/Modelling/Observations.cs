using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>What was seen of one run of a schedule.</summary>
internal sealed record Observations
{
    /// <summary>Gets the root instances by name; one that is missing does not exist.</summary>
    public required IReadOnlyDictionary<string, ObservedInstance> Instances { get; init; }

    public required IReadOnlyList<JournalLine> Journal { get; init; }

    public required IReadOnlyList<SentEvent> Sent { get; init; }

    /// <summary>Gets when handlers were killed whose host lived.</summary>
    public IReadOnlyList<DateTimeOffset> HandlerKills { get; init; } = [];

    /// <summary>Gets a value indicating whether a host ended by itself, as one does that an overloaded machine keeps from its lease.</summary>
    public bool HostEndedByItself { get; init; }

    /// <summary>Gets what was found wrong on the way: answers that must not be, rows left over, no end in time.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <param name="Output">The output of one that completed.</param>
/// <param name="Text">Its output as text, whatever its status.</param>
internal sealed record ObservedInstance(
    string Status, Outcome? Output, string Text, string? CustomStatus, DateTimeOffset UpdatedAt);

/// <summary>One run of an activity.</summary>
internal sealed record JournalLine(string Key, bool HasFailed, string InstanceId)
{
    public static JournalLine Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new JournalLine(parts[0], parts[1] == "failed", parts[2]);
    }
}

/// <summary>How often the client sent one event: so often it was told that it is stored, so often it was told nothing.</summary>
internal sealed record SentEvent(string Workflow, string Event, int Number, int Acknowledged, int Unanswered);
