using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace DtnBox.LocalIdentity.Database;

/// <summary>Accounts, and what OpenIddict keeps: clients, authorizations and tokens.</summary>
/// <remarks>Its tables are made by the scripts of this folder, never by the model; a test compares the two.</remarks>
internal sealed class IdentityDatabase(DbContextOptions<IdentityDatabase> options)
    : IdentityUserContext<Account>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().Property(account => account.DisplayName).HasMaxLength(Account.LongestName);
        builder.UseOpenIddict();
    }
}
