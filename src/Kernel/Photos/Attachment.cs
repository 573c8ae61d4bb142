using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Net.Http.Headers;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// A file that belongs to something: part of its root (<see cref="IPartOf{T,TRoot}"/>), in a table of the root's module and family, and seen by whoever sees the
/// root. What comes in is read, cleaned and judged by <see cref="PhotoIntake"/>; how it is kept and shown is said here for all of them.
/// </summary>
public interface IAttachment
{
    string ContentType { get; }

    byte[] Bytes { get; }
}

/// <summary>One of several of a thing, numbered from 1.</summary>
public interface INumberedAttachment : IAttachment
{
    int Number { get; }
}

public static class Attachments
{
    /// <summary>How an attachment is mapped; table, family and key are its own.</summary>
    public static void IsAttachment<T>(this EntityTypeBuilder<T> file)
        where T : class, IAttachment => file.Property(f => f.ContentType).HasMaxLength(20);

    /// <summary>Answers with one of the files a viewer may see, or 404: <c>db.Set&lt;Order&gt;().Where(…).SelectMany(o =&gt; o.Photos)</c>.</summary>
    public static async Task<IResult> ShowAsync<T>(this IQueryable<T> files, int number, HttpResponse response, CancellationToken ct)
        where T : class, INumberedAttachment =>
        await files.AsNoTracking().SingleOrDefaultAsync(f => f.Number == number, ct) is { } file ? file.Show(response) : TypedResults.NotFound();

    /// <summary>Not for everybody: the browser keeps it, but asks each time whether whoever sits there now may see it.</summary>
    public static IResult Show(this IAttachment file, HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(file.Bytes, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(file.Bytes))[..16]}\""));
    }

    /// <summary>For everybody, under an address that never shows another file: everything on the way keeps it for a day, no longer, for it may have to go.</summary>
    public static IResult ShowToAll(this IAttachment file, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=86400, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(file.Bytes, file.ContentType);
    }
}
