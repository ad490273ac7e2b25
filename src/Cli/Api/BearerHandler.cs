using System.Net.Http.Headers;

namespace DtnBox.Cli.Api;

/// <summary>Gives each request the token that is good at that moment: watching a transfer outlasts many.</summary>
internal sealed class BearerHandler(Func<CancellationToken, Task<string?>> token, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await token(cancellationToken) is { } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
