using Azure.Data.Tables;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>Changes people, and with them, in the same transaction, the count of active administrators.</summary>
/// <remarks>
/// Whoever makes or unmakes an administrator writes the row of the count, too, under its ETag: of two administrators who
/// demote each other at the same time, one is first, and the other is then the last one.
/// </remarks>
internal sealed class UserChanges(StorageAccount account, UserDirectory users)
{
    /// <summary>Changes a user under its ETag, reading it anew as often as somebody else was first.</summary>
    /// <param name="id">Whom.</param>
    /// <param name="change">Changes the row and says whether there is anything to write.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The user as they now are, or null when there is none.</returns>
    /// <exception cref="LastAdministratorException">There would be no active administrator any more.</exception>
    public async Task<UserRow?> ChangeAsync(string id, Func<UserRow, bool> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await users.ReadAsync(id, cancellationToken) is not { } user)
            {
                return null;
            }

            bool was = user.IsActiveAdministrator();
            if (!change(user))
            {
                return user;
            }

            int more = (user.IsActiveAdministrator() ? 1 : 0) - (was ? 1 : 0);
            List<TableTransactionAction> writes = [TableAccess.Update(user)];
            if (more != 0)
            {
                AdministratorsRow count = await CountAsync(cancellationToken);
                count.Active += more;
                if (count.Active <= 0 && await IsStillAsync(user, cancellationToken))
                {
                    throw new LastAdministratorException();
                }

                writes.Add(TableAccess.Update(count));
            }

            if (await account.Users.TrySubmitAsync(writes, cancellationToken))
            {
                users.Forget(id);
                return await users.ReadAsync(id, cancellationToken);
            }
        }
    }

    /// <summary>Whether the user is as they were read: if not, the count may hold what was done to them since.</summary>
    private async Task<bool> IsStillAsync(UserRow seen, CancellationToken cancellationToken)
        => (await users.ReadAsync(seen.GetId(), cancellationToken))?.ETag == seen.ETag;

    private async Task<AdministratorsRow> CountAsync(CancellationToken cancellationToken)
        => await account.Users.FindAsync<AdministratorsRow>(UserRow.Partition, AdministratorsRow.Key, cancellationToken)
            ?? throw new InvalidOperationException("There are users, and the row that counts administrators is gone.");
}

/// <summary>The last active administrator can be neither disabled nor demoted.</summary>
internal sealed class LastAdministratorException() : Exception("This is the last active administrator.");
