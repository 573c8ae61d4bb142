using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Http;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Certificates.Verify;

/// <summary>A number typed into the form of the page gets the address that the QR code has.</summary>
internal sealed class NumberInAddressAttribute : SendOnAttribute
{
    public override string? Elsewhere(HttpContext http) =>
        http.Request.RouteValues["Number"] is null && CertificateNumber.Parse(http.Request.Query["number"]) is { } digits ? $"/verify/{digits}" : null;
}
