using System.Globalization;
using System.Threading.RateLimiting;
using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Protocol;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Web;

/// <summary>How often one address may try what guessing needs many tries of. Beyond that: 429 with Retry-After.</summary>
internal static partial class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LocalIdentityOptions>, ILoggerFactory>(
            (limiter, options, loggers) =>
            {
                ILogger logger = loggers.CreateLogger(typeof(RateLimits));
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                    context => Partition(context, options.Value));
                limiter.OnRejected = (rejected, _) =>
                {
                    HttpContext context = rejected.HttpContext;
                    TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan known)
                        ? known
                        : TimeSpan.FromMinutes(1);
                    context.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                    LogRejected(logger, context.Request.Path, AddressOf(context));
                    return ValueTask.CompletedTask;
                };
            });
        return services;
    }

    private static RateLimitPartition<string> Partition(HttpContext context, LocalIdentityOptions options)
    {
        string path = context.Request.Path.Value ?? "";
        bool sent = HttpMethods.IsPost(context.Request.Method);
        (string Group, int Permits, TimeSpan Window)? limit = path.TrimEnd('/') switch
        {
            // A device's code is a secret that can be tried with GET as well.
            Routes.Device => ("form", options.SignInsPerMinute, TimeSpan.FromMinutes(1)),
            Routes.SignIn or Routes.ChangePassword or Routes.ResetPassword when sent =>
                ("form", options.SignInsPerMinute, TimeSpan.FromMinutes(1)),
            Routes.SignUp when sent => ("sign-up", options.SignUpsPerHour, TimeSpan.FromHours(1)),
            Routes.Token or Routes.Revoke or Routes.DeviceAuthorization when sent =>
                ("token", options.TokenRequestsPerMinute, TimeSpan.FromMinutes(1)),
            _ => null,
        };
        return limit is var (group, permits, window)
            ? RateLimitPartition.GetFixedWindowLimiter(
                $"{group} {AddressOf(context)}",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window })
            : RateLimitPartition.GetNoLimiter("");
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    [LoggerMessage(5030, LogLevel.Warning, "Too many requests to {Path} from {Address}")]
    private static partial void LogRejected(ILogger logger, string path, string address);
}
