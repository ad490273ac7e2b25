using System.Collections.Concurrent;
using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>Finds people. Each request asks for one, so what is found is kept for a short while.</summary>
internal sealed class UserDirectory(StorageAccount account, TimeProvider time)
{
    /// <summary>How long this instance may go on believing what it read: what an administrator changes holds after it.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (UserRow? User, DateTimeOffset Until)> _users = new();
    private readonly ConcurrentDictionary<string, string> _identities = new();

    /// <summary>The user whom an identity belongs to, as of at most <see cref="Remembered"/> ago; null before the sign-up.</summary>
    public async Task<UserRow?> FindAsync(VerifiedIdentity identity, CancellationToken cancellationToken)
    {
        if (_identities.TryGetValue(identity.Key, out string? known))
        {
            return await FindAsync(known, cancellationToken);
        }

        // Nobody is remembered as unknown: who signs up is known at once, on every instance.
        if (await OwnerOfAsync(identity, cancellationToken) is not { } id)
        {
            return null;
        }

        Remember(_identities, identity.Key, id);
        return await FindAsync(id, cancellationToken);
    }

    /// <summary>A user, as of at most <see cref="Remembered"/> ago.</summary>
    public async Task<UserRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_users.TryGetValue(id, out (UserRow? User, DateTimeOffset Until) seen) && now < seen.Until)
        {
            return seen.User;
        }

        UserRow? user = await ReadAsync(id, cancellationToken);
        Remember(_users, id, (user, now + Remembered));
        return user;
    }

    /// <summary>A user as they are now.</summary>
    public Task<UserRow?> ReadAsync(string id, CancellationToken cancellationToken)
        => account.Users.FindAsync<UserRow>(UserRow.Partition, UserRow.Prefix + id, cancellationToken);

    /// <summary>The id of the user whom an identity belongs to, as it is now.</summary>
    public async Task<string?> OwnerOfAsync(VerifiedIdentity identity, CancellationToken cancellationToken)
        => (await account.Users.FindAsync<IdentityRow>(
            UserRow.Partition, IdentityRow.Prefix + identity.Key, cancellationToken))?.UserId;

    /// <summary>Users by id.</summary>
    public IAsyncEnumerable<UserRow> ListAsync(UserState? state, string? after, CancellationToken cancellationToken)
        => account.Users
            .ReadRangeAsync<UserRow>(
                UserRow.Partition, UserRow.Prefix, after is null ? null : UserRow.Prefix + after, cancellationToken)
            .Where(user => state is null || user.State == state);

    /// <summary>Those whose provider vouches for an address, whatever their state. Reads all users.</summary>
    public IAsyncEnumerable<UserRow> WithAddressAsync(string address, CancellationToken cancellationToken)
        => ListAsync(state: null, after: null, cancellationToken)
            .Where(user => user is { EmailVerified: true, Email: { } email } && EmailAddress.Normal(email) == address);

    /// <summary>Makes the next request read a user anew; other instances find out by themselves.</summary>
    public void Forget(string id) => _users.TryRemove(id, out _);

    private static void Remember<TValue>(ConcurrentDictionary<string, TValue> memory, string key, TValue value)
    {
        if (memory.Count >= MostRemembered)
        {
            memory.Clear();
        }

        memory[key] = value;
    }
}
