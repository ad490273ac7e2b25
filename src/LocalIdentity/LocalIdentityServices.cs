using System.Runtime.Versioning;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Clients;
using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Database;
using DtnBox.LocalIdentity.Keys;
using DtnBox.LocalIdentity.Protocol;
using DtnBox.LocalIdentity.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The state directory is kept private by file modes, which Windows does not have.
[assembly: UnsupportedOSPlatform("windows")]

namespace DtnBox.LocalIdentity;

/// <summary>What the provider is made of; server and commands share it.</summary>
internal static class LocalIdentityServices
{
    public static IServiceCollection AddLocalIdentity(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<LocalIdentityOptions>, LocalIdentityOptionsValidator>();
        services.AddOptions<LocalIdentityOptions>().BindConfiguration(LocalIdentityOptions.Section).ValidateOnStart();
        services.AddSingleton<StateDirectory>().AddSingleton<Schema>();
        services.AddDbContext<IdentityDatabase>((provider, database) => database
            .UseSqlite(new SqliteConnectionStringBuilder
            {
                DataSource = provider.GetRequiredService<StateDirectory>().Database,
            }.ConnectionString));
        services.AddKeys();
        services.AddAccounts();
        services.AddProtocol();
        services.AddWeb();
        services.AddScoped<ClientRegistration>();
        return services;
    }
}
