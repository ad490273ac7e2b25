using DtnBox.LocalIdentity.Configuration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace DtnBox.LocalIdentity.Keys;

internal static class KeyServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("DtnBox.LocalIdentity");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new FileSystemXmlRepository(
                new DirectoryInfo(provider.GetRequiredService<StateDirectory>().ProtectionKeys),
                provider.GetRequiredService<ILoggerFactory>())));
        services.AddSingleton<KeyFiles>().AddSingleton<KeyRing>().AddSingleton<ServerKeySetup>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(
            provider => provider.GetRequiredService<ServerKeySetup>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(
            provider => provider.GetRequiredService<ServerKeySetup>());
        return services;
    }
}
