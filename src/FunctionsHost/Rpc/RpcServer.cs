using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DtnBox.FunctionsHost.Rpc;

/// <summary>The server that workers call: gRPC on a loopback port of its own, so that no limit of the public one holds here.</summary>
internal sealed class RpcServer : FunctionRpc.FunctionRpcBase, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WorkerChannel> _expected = new();
    private readonly WebApplication _web;

    public RpcServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            // One call that never ends and may be silent for long; a worker may also be held in a debugger.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddSingleton(this).AddSingleton<IHostLifetime, InnerLifetime>();
        builder.Services.AddRoutingCore().AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        _web = builder.Build();
        _web.MapGrpcService<RpcServer>();
    }

    public Uri Address => new(_web.Urls.First());

    public Task StartAsync() => _web.StartAsync();

    /// <summary>Lets the worker by that id in. The id is a secret between host and worker: nobody else can take its place.</summary>
    public void Expect(string workerId, WorkerChannel channel) => _expected[workerId] = channel;

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (await requestStream.MoveNext(context.CancellationToken)
            && _expected.TryRemove(requestStream.Current.StartStream?.WorkerId ?? "", out WorkerChannel? channel))
        {
            await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
