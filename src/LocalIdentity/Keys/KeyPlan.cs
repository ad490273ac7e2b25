namespace DtnBox.LocalIdentity.Keys;

/// <summary>What is to be done with the keys at a moment. Pure: the files and the clock are the caller's.</summary>
/// <param name="NewKeySignsFrom">A key is to be made that signs from then on; null when there are enough.</param>
/// <param name="Retired">The keys that nothing valid depends on any more.</param>
internal sealed record KeyPlan(DateTimeOffset? NewKeySignsFrom, IReadOnlyList<string> Retired)
{
    /// <summary>
    /// How long a key is published before it signs. Those who verify tokens ask for the keys anew within 12 hours
    /// (the default of Microsoft.IdentityModel), so they know a key when its first token comes.
    /// </summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromDays(1);

    /// <param name="keys">Id and first moment of each key, in any order.</param>
    /// <param name="now">The moment.</param>
    /// <param name="rotation">How long a key signs.</param>
    /// <param name="overlap">How long the last thing made by a key may stay valid.</param>
    public static KeyPlan For(
        IEnumerable<(string Id, DateTimeOffset SignsFrom)> keys, DateTimeOffset now, TimeSpan rotation, TimeSpan overlap)
    {
        (string Id, DateTimeOffset SignsFrom)[] inOrder = [.. keys.OrderBy(key => key.SignsFrom).ThenBy(key => key.Id)];
        if (inOrder.Length == 0)
        {
            return new KeyPlan(now, []);
        }

        string[] retired =
        [
            .. inOrder.Zip(inOrder.Skip(1)).Where(pair => pair.Second.SignsFrom + overlap <= now).Select(pair => pair.First.Id),
        ];
        DateTimeOffset due = inOrder[^1].SignsFrom + rotation;
        if (due - Announcement > now)
        {
            return new KeyPlan(null, retired);
        }

        // After a long time off the old key goes on signing until the new one has been announced, too.
        return new KeyPlan(due > now + Announcement ? due : now + Announcement, retired);
    }

    /// <summary>The keys with the one that signs first, then the others from new to old.</summary>
    public static IReadOnlyList<ServerKey> SignerFirst(IEnumerable<ServerKey> keys, DateTimeOffset now) =>
        [.. keys.OrderBy(key => key.SignsFrom > now).ThenByDescending(key => key.SignsFrom).ThenByDescending(key => key.Id)];
}
