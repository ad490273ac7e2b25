using DtnBox.Functions.Orchestrations;
using DtnBox.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DtnBox.Functions.Tests;

/// <summary>Runs the control plane as the program builds it, on a port of its own, with tables of its own.</summary>
internal static class ControlPlaneHost
{
    /// <param name="time">The clock, which the test moves.</param>
    /// <param name="orchestrations">Stands for the host.</param>
    /// <param name="settings">What else is configured.</param>
    /// <param name="more">Maps endpoints that only the test has.</param>
    public static async Task<WebApplication> StartAsync(
        TimeProvider time,
        IOrchestrations orchestrations,
        IEnumerable<KeyValuePair<string, string?>> settings,
        Action<WebApplication>? more = null)
    {
        WebApplication app = Build(time, orchestrations, settings);
        app.UseForwardedHeaders();
        app.UseControlPlane();
        more?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>All parts, and nobody who listens: for tests that call the parts themselves.</summary>
    public static WebApplication Build(
        TimeProvider time, IOrchestrations orchestrations, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = true);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = TestStorage.ConnectionString,
            ["Storage:Prefix"] = $"t{Guid.NewGuid():N}"[..20],
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddControlPlane();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(orchestrations);
        return builder.Build();
    }
}
