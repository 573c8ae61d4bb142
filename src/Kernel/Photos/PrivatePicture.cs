using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Weiguang.Kernel.Photos;

/// <summary>A picture that is not for everybody: the browser keeps it, but asks each time whether whoever sits there now may see it.</summary>
public static class PrivatePicture
{
    public static IResult Show(HttpResponse response, byte[] bytes, string contentType)
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(bytes, contentType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes))[..16]}\""));
    }
}
