using DtnBox.LocalIdentity.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace DtnBox.LocalIdentity.Keys;

/// <summary>The keys in use. They change while the server runs, by age; what they made stays valid for its lifetime.</summary>
internal sealed partial class KeyRing(
    KeyFiles files, IOptions<LocalIdentityOptions> options, TimeProvider time, ILogger<KeyRing> logger)
    : IDisposable
{
    private readonly Lock _changing = new();
    private CancellationTokenSource _changed = new();
    private IReadOnlyList<ServerKey> _keys = [];

    /// <summary>Gets the keys; the first one signs.</summary>
    public IReadOnlyList<ServerKey> Keys => Volatile.Read(ref _keys);

    /// <summary>A token that fires at the next change.</summary>
    public IChangeToken NextChange() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <summary>Does what is due: reads the keys, makes the next one, drops what nothing depends on.</summary>
    public void Rotate()
    {
        lock (_changing)
        {
            DateTimeOffset now = time.GetUtcNow();
            List<ServerKey> keys = [.. files.Load()];
            KeyPlan plan = KeyPlan.For(
                keys.Select(key => (key.Id, key.SignsFrom)), now, options.Value.KeyRotation,
                // Nothing that is signed or encrypted by a key lives longer than a refresh token.
                options.Value.RefreshTokenLifetime);
            if (plan.NewKeySignsFrom is { } signsFrom)
            {
                ServerKey made = files.Create(signsFrom);
                keys.Add(made);
                LogMade(made.Id, signsFrom);
            }

            foreach (string id in plan.Retired)
            {
                files.Delete(id);
                keys.RemoveAll(key => key.Id == id);
                LogRetired(id);
            }

            Use(KeyPlan.SignerFirst(keys, now));
        }
    }

    public void Dispose() => _changed.Dispose();

    private void Use(IReadOnlyList<ServerKey> next)
    {
        if (next.Select(key => key.Id).SequenceEqual(_keys.Select(key => key.Id)))
        {
            return;
        }

        Volatile.Write(ref _keys, next);
        CancellationTokenSource fired = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        fired.Cancel();
    }
}
