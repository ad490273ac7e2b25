using System.Collections.Concurrent;

namespace DtnBox.Functions.Grants;

/// <summary>What was decided a moment ago about transfers, so that not every report of an agent reads the tables.</summary>
internal sealed class GrantDecisions(TimeProvider time)
{
    /// <summary>How long a process may not notice what another one has revoked.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>How many are kept before those that are over are thrown away.</summary>
    private const int Many = 1_000;

    private readonly ConcurrentDictionary<string, Decision> _known = new(StringComparer.Ordinal);
    private int _generation;

    /// <summary>What is decided for a transfer: as it was known, or decided now.</summary>
    public async Task<GrantDecision> ForAsync(string transferId, Func<Task<GrantDecision>> decide)
    {
        DateTimeOffset now = time.GetUtcNow();
        int generation = Volatile.Read(ref _generation);
        if (_known.TryGetValue(transferId, out Decision? known) && now < known.Until && known.Generation == generation)
        {
            return known.Value;
        }

        GrantDecision value = await decide();
        if (_known.Count >= Many)
        {
            foreach ((string id, Decision over) in _known.Where(entry => entry.Value.Until <= now))
            {
                _known.TryRemove(new KeyValuePair<string, Decision>(id, over));
            }
        }

        // Under the generation from before the tables were read: what was forgotten meanwhile stays forgotten.
        _known[transferId] = new Decision(value, now + Lifetime, generation);
        return value;
    }

    /// <summary>Forgets everything: somebody has given or taken a right in this process.</summary>
    public void Forget() => Interlocked.Increment(ref _generation);

    private sealed record Decision(GrantDecision Value, DateTimeOffset Until, int Generation);
}

/// <summary>What the owner of a transfer may, as it was found.</summary>
internal enum GrantDecision
{
    /// <summary>They have all rights that it needs.</summary>
    GoesOn,

    /// <summary>They lack one, and its orchestration was told, which stops what agents hold.</summary>
    Stops,

    /// <summary>They lack one, and its orchestration could not be told.</summary>
    Unheard,
}
