using DtnBox.DurableTask.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Makes history events and packs them into rows.</summary>
internal static class HistoryEvents
{
    // Many small events share a row; a row stays well below what a transaction may carry.
    private const int PackedBytes = 256 * 1024;

    /// <summary>Makes an event; messages and the engine's own marks have id -1, what an action caused has the action's.</summary>
    public static HistoryEvent New(DateTimeOffset at, int eventId = -1)
        => new() { EventId = eventId, Timestamp = Timestamp.FromDateTimeOffset(at) };

    /// <summary>The same event, with the moment when it happened and not that when it was foreseen.</summary>
    public static HistoryEvent At(this HistoryEvent e, DateTimeOffset at)
    {
        HistoryEvent stamped = e.Clone();
        stamped.Timestamp = Timestamp.FromDateTimeOffset(at);
        return stamped;
    }

    public static HistoryEvent OrchestratorStarted(DateTimeOffset at)
    {
        HistoryEvent e = New(at);
        e.OrchestratorStarted = new OrchestratorStartedEvent();
        return e;
    }

    public static HistoryEvent OrchestratorCompleted(DateTimeOffset at)
    {
        HistoryEvent e = New(at);
        e.OrchestratorCompleted = new OrchestratorCompletedEvent();
        return e;
    }

    public static IEnumerable<ReadOnlyMemory<byte>> Pack(IEnumerable<HistoryEvent> events)
    {
        var packed = new MemoryStream();
        foreach (HistoryEvent e in events)
        {
            if (packed.Length > 0 && packed.Length + e.CalculateSize() > PackedBytes)
            {
                yield return packed.ToArray();
                packed = new MemoryStream();
            }

            e.WriteDelimitedTo(packed);
        }

        if (packed.Length > 0)
        {
            yield return packed.ToArray();
        }
    }

    public static IEnumerable<HistoryEvent> Unpack(ReadOnlyMemory<byte> packed)
    {
        using var stream = new MemoryStream(packed.ToArray());
        while (stream.Position < stream.Length)
        {
            yield return HistoryEvent.Parser.ParseDelimitedFrom(stream);
        }
    }
}
