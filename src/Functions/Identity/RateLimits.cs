using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using DtnBox.Functions.Api;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

/// <summary>Limits how often the same person, or the same address, may ask at the doors.</summary>
/// <remarks>Counted in memory, by each instance for itself: it slows guessing and mistakes down, and is no quota.</remarks>
internal static class RateLimits
{
    public const string SignUp = nameof(SignUp);

    public const string Invitations = nameof(Invitations);

    public const string Tokens = nameof(Tokens);

    public const string Agents = nameof(Agents);

    public const string Enrollments = nameof(Enrollments);

    public const string Probes = nameof(Probes);

    public const string Exports = nameof(Exports);

    public const string KeyLists = nameof(KeyLists);

    public const string Browse = nameof(Browse);

    /// <summary>Not how often, but how many at the same time: a stream goes on for minutes.</summary>
    public const string Streams = nameof(Streams);

    private const int SecondsToTheNextStream = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(SignUp, http => Limit(SignUp, http, options => options.SignUp));
            limiter.AddPolicy(Invitations, http => Limit(Invitations, http, options => options.Invitations));
            limiter.AddPolicy(Tokens, http => Limit(Tokens, http, options => options.Tokens));
            limiter.AddPolicy(Agents, http => Limit(Agents, http, options => options.Agents));
            limiter.AddPolicy(Enrollments, http => Limit(Enrollments, http, options => options.Enrollments));
            limiter.AddPolicy(Probes, http => Limit(Probes, http, options => options.Probes));
            limiter.AddPolicy(Exports, http => Limit(Exports, http, options => options.Exports));
            limiter.AddPolicy(KeyLists, http => Limit(KeyLists, http, options => options.KeyLists));
            limiter.AddPolicy(Browse, http => Limit(Browse, http, options => options.Browse));
            limiter.AddPolicy(Streams, LimitStreams);
            limiter.OnRejected = RefuseAsync;
        });
    }

    private static RateLimitPartition<string> Limit(string policy, HttpContext http, Func<RateLimitOptions, int> permits)
        => RateLimitPartition.GetFixedWindowLimiter(
            $"{policy} {Asker(http)}",
            _ => new FixedWindowRateLimiterOptions
            {
                Window = Window,
                PermitLimit = permits(http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value),
            });

    private static RateLimitPartition<string> LimitStreams(HttpContext http)
        => RateLimitPartition.GetConcurrencyLimiter(
            $"{Streams} {Asker(http)}",
            _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value.Streams,
            });

    private static string Asker(HttpContext http)
        => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientAddress.Of(http.Request);

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Streams)
        {
            context.HttpContext.Response.Headers.RetryAfter = SecondsToTheNextStream.ToString(CultureInfo.InvariantCulture);
            await Problems.TooManyStreams().ExecuteAsync(context.HttpContext);
            return;
        }

        TimeSpan wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after) ? after : Window;
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Problems.TooMany(seconds).ExecuteAsync(context.HttpContext);
    }
}
