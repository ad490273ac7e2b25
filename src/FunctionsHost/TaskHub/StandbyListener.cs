using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Answers in place of the app while another host owns the task hub: 503, come back later.</summary>
/// <remarks>Whoever asks learns that this host is well and waits; a refused connection would look like a dead one.</remarks>
internal sealed class StandbyListener : IAsyncDisposable
{
    private readonly WebApplication _web;

    private StandbyListener(HostArguments arguments, string hubName)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(arguments.Address, arguments.Port);
        });
        _web = builder.Build();
        string retryAfter = $"{Math.Ceiling(arguments.Lease.TotalSeconds)}";
        var message = new Dictionary<string, string>
        {
            ["Message"] = $"Another host owns the task hub {hubName}; this one takes over when that is gone.",
        };
        _web.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = retryAfter;
            return context.Response.WriteAsJsonAsync(message, context.RequestAborted);
        });
    }

    public static async Task<StandbyListener> StartAsync(
        HostArguments arguments, string hubName, CancellationToken cancellationToken)
    {
        var listener = new StandbyListener(arguments, hubName);
        try
        {
            await listener._web.StartAsync(cancellationToken);
            return listener;
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
    }
}
