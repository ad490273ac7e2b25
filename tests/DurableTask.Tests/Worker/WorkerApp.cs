using System.Text;
using System.Text.Json;
using DtnBox.DurableTask.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Tests.Worker;

/// <summary>A custom handler in memory, and requests to it as a host makes them.</summary>
internal sealed class WorkerApp(WebApplication app) : IAsyncDisposable
{
    public const int Port = 7777;

    public TestServer Server { get; } = app.GetTestServer();

    public IServiceProvider Services => app.Services;

    public static async Task<WorkerApp> StartAsync(Action<DurableTaskWorkerBuilder> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting(CustomHandlerOptions.PortVariable, $"{Port}");
        builder.WebHost.UseFunctionsCustomHandlerPort();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDurableTaskWorker(configure);
        WebApplication app = builder.Build();
        app.MapFunctionInvocations();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WorkerApp(app);
    }

    /// <summary>A request as the host makes it; <paramref name="change"/> makes it somebody else's.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string function, string body, Action<HttpRequestMessage>? change = null)
    {
        using HttpClient client = Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Port}/{function}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("X-Azure-Functions-InvocationId", "3f0d2c8e-1111-4222-8333-944455566677");
        change?.Invoke(request);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Invokes a function and reads its <c>ReturnValue</c>, which is text or absent.</summary>
    public async Task<string?> InvokeAsync(string function, string body)
    {
        using HttpResponseMessage response = await PostAsync(function, body);
        response.EnsureSuccessStatusCode();
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        await using Stream json = await response.Content.ReadAsStreamAsync();
        using JsonDocument answer = await JsonDocument.ParseAsync(json);
        Assert.Equal(["ReturnValue", "Outputs", "Logs"], answer.RootElement.EnumerateObject().Select(member => member.Name));
        return answer.RootElement.GetProperty("ReturnValue").GetString();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.DisposeAsync();
    }
}
