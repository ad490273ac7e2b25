using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.Options;

namespace DtnBox.DurableTask.Worker;

/// <summary>Lets only the Functions host reach function endpoints; to anybody else they do not exist.</summary>
/// <remarks>
/// Public requests come through the host to the same port and with their own path, so anybody could "invoke" a function
/// by its name. The host marks public requests when it passes them on: its proxy always sets the forwarding headers and
/// <c>x-ms-invocation-id</c> (a client can neither remove nor prevent them), and its older forwarding keeps the client's
/// Host header. An invocation has none of that.
/// </remarks>
internal sealed class HostInvocationPolicy(IOptions<CustomHandlerOptions> options) : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
        => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<HostInvocationOnly>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        bool isInvocation = IsInvocation(httpContext.Request);
        for (int i = 0; i < candidates.Count; i++)
        {
            if (!isInvocation && candidates[i].Endpoint.Metadata.GetMetadata<HostInvocationOnly>() is not null)
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }

    private bool IsInvocation(HttpRequest request)
        => options.Value.Port is { } port
            && HttpMethods.IsPost(request.Method)
            && request.Host.Value == $"127.0.0.1:{port}"
            && InvocationMarks.AreOn(request);
}

/// <summary>Marks an endpoint as one of the Functions host's.</summary>
internal sealed class HostInvocationOnly;
