namespace DtnBox.FunctionsHost.Portal;

/// <summary>What browsers are told to keep the portal from, as docs/portal-hosting.md says for all static hosts.</summary>
internal sealed class PortalHeaders(PortalSettings settings)
{
    private readonly string _policy = string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        // Mantine writes style attributes and elements at run time; no style can run a script or send anything.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "manifest-src 'self'",
        string.Join(' ', settings.ConnectSources.Prepend("connect-src 'self'")),
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'");

    public void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
