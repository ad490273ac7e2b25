using DtnBox.LocalIdentity.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Web;

/// <summary>This provider knows itself by its issuer only, whatever a proxy or a forged Host header says.</summary>
internal static class OneAddress
{
    public static void UseOneAddress(this WebApplication app)
    {
        LocalIdentityOptions options = app.Services.GetRequiredService<IOptions<LocalIdentityOptions>>().Value;
        if (options.KnownProxies.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null,
            };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (string address in options.KnownProxies)
            {
                forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(address));
            }

            app.UseForwardedHeaders(forwarded);
        }

        string scheme = options.Issuer!.Scheme;
        HostString host = HostString.FromUriComponent(options.Issuer);
        app.Use((context, next) =>
        {
            context.Request.Scheme = scheme;
            context.Request.Host = host;
            return next(context);
        });
    }
}
