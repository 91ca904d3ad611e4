<#
.SYNOPSIS
Downloads a Windows image that Windows Image Factory released, checks it, and applies it or hands it over.

.DESCRIPTION
For machines without Node: Windows PowerShell 5.1 with .NET Framework 4.8, also in Windows PE with the optional component
WinPE-PowerShell. It reads SHA256SUMS of the release and downloads install.wim, or install.swm, install2.swm and so on.
What breaks off goes on where it broke off, also in the next run: it lies in the destination as NAME.HASH.partial. Files get
their names when the SHA-256 of all of them is right, and then replace the parts of an older release there.

The proxy is that of the system.

Exit codes: 0 done; 1 dism.exe failed; 2 the command is wrong, or there is no such release; 3 the bytes are not those that
were published; 4 this machine lacks space, a right or a tool; 5 the network or the server failed after every retry.

.PARAMETER Repository
OWNER/REPO on GitHub.

.PARAMETER Uri
Instead of a repository: the address of a release folder on a web server, or the path of one. Without -Destination the
files of a folder are checked and used where they lie.

.PARAMETER Tag
The release's tag. "latest" is the newest release that Windows Image Factory published.

.PARAMETER Image
The image's name, where a repository has releases of several.

.PARAMETER Destination
Folder for the files. It is made when it is missing.

.PARAMETER Token
A token that may read the contents of the repository, where that is private. Left out: the variable GITHUB_TOKEN.

.PARAMETER ApiUrl
https://HOST/api/v3 of GitHub Enterprise Server. Left out: the variable GITHUB_API_URL, or https://api.github.com.

.PARAMETER Apply
Folder that the image is applied to by dism.exe: the root of a formatted volume, W:\. Needs elevation.

.PARAMETER Index
Which image of the file is applied.

.PARAMETER RetryDelay
Seconds before the first new attempt; each further one waits twice as long, a minute at most.

.PARAMETER PassThru
Writes an object with the paths: Release, Tag, Image, Folder, ImageFile, SwmPattern, Parts, BytesDownloaded, BytesKept.

.EXAMPLE
.\Get-FactoryImage.ps1 -Repository contoso/images -Image win11-enterprise -Destination D:\images\win11

.EXAMPLE
.\Get-FactoryImage.ps1 -Uri \\server\images\win11-2026.11 -Apply W:\ -Index 1
W:\Windows\System32\bcdboot.exe W:\Windows /s S: /f UEFI

.LINK
docs/fetch.md
#>
[CmdletBinding()]
param(
    [string] $Repository = '',
    [string] $Uri = '',
    [string] $Tag = 'latest',
    [string] $Image = '',
    [string] $Destination = '',
    [string] $Token = '',
    [string] $ApiUrl = '',
    [string] $Apply = '',
    [int] $Index = 1,
    [double] $RetryDelay = 2,
    [switch] $PassThru
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$SumsName = 'SHA256SUMS'
$PartPattern = '^install(\.wim|([2-9]|[1-9][0-9]+)?\.swm)$'
$PartialPattern = '^install[0-9]*\.(wim|swm)\.[0-9a-f]{8}\.partial$'
$MarkerStart = '<!-- image-factory:release '
# The longest that nothing may move, in milliseconds.
$Stall = 120000
$Redirects = 5
$Failures = 8
$WrongAttempts = 3
# No wait that a server asks for is longer, in seconds: the hourly limit of GitHub is over then.
$LongestWait = 4200
$Buffer = New-Object -TypeName byte[] -ArgumentList 1048576

$Downloaded = 0L
$Kept = 0L
$Proxy = [Net.WebRequest]::GetSystemWebProxy()
$Proxy.Credentials = [Net.CredentialCache]::DefaultCredentials
# Nobody watches what is redirected into a log: a line now and then instead of a bar.
$ShowsBar = -not [Console]::IsOutputRedirected
$LineSeconds = 30

function New-Failure([int] $Code, [string] $Message) {
    $failure = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    $failure.Data['Code'] = $Code
    return $failure
}

# What may pass by itself. $Wait: what the server asks for, in seconds; below 0 where it says nothing.
function New-TransientFailure([string] $Message, [double] $Wait = -1) {
    $failure = New-Failure 5 $Message
    $failure.Data['Wait'] = $Wait
    return $failure
}

function Get-InnerException($Record, [type] $Type) {
    for ($exception = $Record.Exception; $null -ne $exception; $exception = $exception.InnerException) {
        if ($exception -is $Type) { return $exception }
    }
    return $null
}

# Calls $Action until it comes through. One that moved bytes before it failed counts as a first failure.
function Invoke-WithRetry([string] $What, [scriptblock] $Action) {
    $failed = 0
    for (;;) {
        $before = $script:Downloaded
        try {
            return (& $Action)
        } catch {
            $failure = $_.Exception
            if (-not $failure.Data.Contains('Wait')) { throw }
            $wait = [double] $failure.Data['Wait']
            if ($script:Downloaded -gt $before) { $failed = 0 }
            $failed++
            if ($failed -ge $Failures -or $wait -gt $LongestWait) {
                throw (New-Failure 5 ($What + ': ' + $failure.Message + ' (attempt ' + $failed + '). Run it again later: what is there stays.'))
            }
            if ($wait -lt 0) { $wait = [Math]::Min($RetryDelay * [Math]::Pow(2, $failed - 1), 60) }
            Write-Host ('{0}: {1}; again in {2:0} s' -f $What, $failure.Message, $wait)
            [Threading.Thread]::Sleep([int] ($wait * 1000))
        }
    }
}

# What an address of the API leads to may be on the same host, and is signed by itself.
function Test-Api([uri] $Address) {
    return $null -ne $Api -and $Address.AbsoluteUri.StartsWith($Api.AbsoluteUri.TrimEnd('/') + '/', [StringComparison]::OrdinalIgnoreCase)
}

# The answer to a GET, behind redirects. The token goes to the API alone, never along a redirect to another host.
function Open-Address([string] $Address, [long] $Offset, [string] $Accept) {
    $url = New-Object -TypeName System.Uri -ArgumentList $Address
    for ($hop = 0; $hop -le $Redirects; $hop++) {
        $isApi = Test-Api $url
        $request = [Net.WebRequest]::Create($url)
        $request.AllowAutoRedirect = $false
        $request.UserAgent = 'Get-FactoryImage'
        $request.Timeout = $Stall
        $request.ReadWriteTimeout = $Stall
        $request.Proxy = $Proxy
        $request.Headers.Add('Accept-Encoding', 'identity')
        if ($isApi) {
            $request.Accept = $Accept
            $request.Headers.Add('X-GitHub-Api-Version', '2022-11-28')
            if ($Token -ne '') { $request.Headers.Add('Authorization', 'Bearer ' + $Token) }
        }
        if ($Offset -gt 0) { $request.AddRange($Offset) }
        $response = $null
        try {
            $response = $request.GetResponse()
        } catch {
            $failure = Get-InnerException $_ ([Net.WebException])
            if ($null -eq $failure) { throw }
            $response = $failure.Response
            if ($failure.Status -eq 'TrustFailure') {
                throw (New-Failure 5 ($url.Host + ': ' + $failure.Message + '. Check the clock and the root certificates of this machine.'))
            }
            if ($null -eq $response) { throw (New-TransientFailure ($url.Host + ': ' + $failure.Message)) }
        }
        $status = [int] $response.StatusCode
        $location = [string] $response.Headers['Location']
        if ($status -lt 300 -or $status -ge 400 -or $location -eq '') {
            return @{ Status = $status; Response = $response; Request = $request; Url = $url; IsApi = $isApi }
        }
        $response.Close()
        $from = $url
        $url = New-Object -TypeName System.Uri -ArgumentList $from, $location
        if ($url.Scheme -ne $from.Scheme -and $url.Scheme -ne 'https') {
            throw (New-Failure 5 ($from.AbsoluteUri + ': a redirect to ' + $url.Scheme + '://' + $url.Host + ', expected https'))
        }
    }
    throw (New-Failure 5 ($Address + ': more than ' + $Redirects + ' redirects'))
}

function Read-Text($Response) {
    $reader = New-Object -TypeName System.IO.StreamReader -ArgumentList $Response.GetResponseStream(), ([Text.Encoding]::UTF8)
    try { return $reader.ReadToEnd() } finally { $reader.Close() }
}

# What an answer that is no success means.
function Get-AnswerFailure($Answer) {
    $status = $Answer.Status
    $headers = $Answer.Response.Headers
    $text = ''
    try { $text = Read-Text $Answer.Response } catch { $text = '' }
    $reason = ''
    if ($Answer.IsApi) {
        try { $reason = ' ' + (ConvertFrom-Json -InputObject $text).message } catch { $reason = '' }
    }
    $subject = $Answer.Url.GetLeftPart('Path')
    $message = $subject + ': the server answers ' + $status + $reason
    $wait = -1.0
    if ([string] $headers['Retry-After'] -match '^[0-9]+$') { $wait = [double] $headers['Retry-After'] }
    elseif ([string] $headers['X-RateLimit-Remaining'] -eq '0' -and [string] $headers['X-RateLimit-Reset'] -match '^[0-9]+$') {
        $epoch = New-Object -TypeName DateTime -ArgumentList 1970, 1, 1, 0, 0, 0, 'Utc'
        $wait = [Math]::Max(([double] $headers['X-RateLimit-Reset']) - ([DateTime]::UtcNow - $epoch).TotalSeconds, 0) + 1
    }
    if ($status -ge 500 -or $status -eq 408 -or $status -eq 429) { return New-TransientFailure $message $wait }
    if ($status -eq 403 -and $Answer.IsApi -and $wait -ge 0) { return New-TransientFailure $message $wait }
    if ($status -eq 403 -and $null -ne $Api -and -not $Answer.IsApi) {
        return New-TransientFailure ($Answer.Url.Host + ': the signed address has expired')
    }
    if ($status -eq 401 -and $Answer.IsApi) { return New-Failure 4 ($message + ". Give a token that is good, or none for a public repository.") }
    if ($status -eq 401 -or $status -eq 403) {
        $next = if ($Answer.IsApi) { 'Give -Token one that may read the contents of that repository.' } else { 'Let this machine read it there.' }
        return New-Failure 4 ($message + '. ' + $next)
    }
    if ($status -eq 404 -or $status -eq 410) {
        $next = 'Check the address: it is that of the folder which holds SHA256SUMS.'
        if ($null -ne $Api -and $Token -eq '') { $next = 'Check -Repository and -Tag; where the repository is private, give -Token.' }
        elseif ($null -ne $Api) { $next = 'Check -Repository and -Tag, and that the token may read that repository.' }
        return New-Failure 2 ($message + '. ' + $next)
    }
    return New-Failure 5 ($message + ', expected 200 or 206')
}

# All of an answer as text.
function Get-Text([string] $Address, [string] $Accept) {
    return Invoke-WithRetry ('Reading ' + $Address) {
        $answer = Open-Address $Address 0 $Accept
        if ($answer.Status -ne 200) { throw (Get-AnswerFailure $answer) }
        try {
            $text = Read-Text $answer.Response
        } catch {
            throw (New-TransientFailure ($Address + ' broke off: ' + $_.Exception.Message))
        }
        return @{ Text = $text; Next = (Get-NextPage ([string] $answer.Response.Headers['Link'])) }
    }
}

function Get-NextPage([string] $Link) {
    if ($Link -notmatch '<([^>]+)>; rel="next"') { return '' }
    $next = New-Object -TypeName System.Uri -ArgumentList $Matches[1]
    if (Test-Api $next) { return $next.AbsoluteUri }
    throw (New-Failure 5 ('The next page of a list is at ' + $next.Host + ', expected ' + $Api.Host + '. Check -ApiUrl.'))
}

# The elements of a list of the API. Pages of ten: ConvertFrom-Json takes 2 MB of text, a release's notes may have 125,000 characters.
function Get-List([string] $Address, [int] $PageSize) {
    $next = $Address + '?per_page=' + $PageSize
    while ($next -ne '') {
        $page = Get-Text $next 'application/vnd.github+json'
        $elements = ConvertFrom-Json -InputObject $page.Text
        foreach ($element in $elements) { $element }
        $next = $page.Next
    }
}

# The name of a release's image, as the last line of its notes says it; '' where others made it.
function Get-ImageName($Release) {
    $body = [string] $Release.body
    $start = $body.LastIndexOf($MarkerStart)
    if ($start -lt 0) { return '' }
    $end = $body.IndexOf(' -->', $start)
    if ($end -lt 0) { return '' }
    $start += $MarkerStart.Length
    try { return [string] (ConvertFrom-Json -InputObject $body.Substring($start, $end - $start)).image } catch { return '' }
}

function Find-Release([string] $Base) {
    if ($Tag -ne 'latest') {
        $address = $Base + '/releases/tags/' + [Uri]::EscapeDataString($Tag)
        $release = ConvertFrom-Json -InputObject (Get-Text $address 'application/vnd.github+json').Text
        $name = Get-ImageName $release
        if ($Image -eq '' -or $Image -eq $name) { return $release }
        throw (New-Failure 2 ($Repository + '@' + $Tag + ': a release of "' + $name + '", expected "' + $Image + '". Check -Tag and -Image.'))
    }
    $ours = @(Get-List ($Base + '/releases') 10 | Where-Object { -not $_.draft -and (Get-ImageName $_) -ne '' })
    $names = @($ours | ForEach-Object { Get-ImageName $_ } | Sort-Object -Unique)
    if ($Image -ne '') { $ours = @($ours | Where-Object { (Get-ImageName $_) -eq $Image }) }
    elseif ($names.Count -gt 1) {
        throw (New-Failure 2 ($Repository + ': releases of several images: ' + ($names -join ', ') + '. Name one with -Image.'))
    }
    if ($ours.Count -gt 0) { return @($ours | Sort-Object -Property published_at)[-1] }
    $next = if ($Token -eq '') { ' Check -Repository; where it is private, give -Token.' } else { ' Check -Repository, and that the token may read it.' }
    if ($names.Count -gt 0) { $next = ' It has ' + ($names -join ', ') + '.' }
    throw (New-Failure 2 ($Repository + ': no release of ' + $(if ($Image -eq '') { 'Windows Image Factory' } else { 'the image "' + $Image + '"' }) + '.' + $next))
}

# Where the files of a release lie: their addresses by name, sizes and digests where the place says them.
function Find-GitHubFiles {
    $base = $Api.AbsoluteUri.TrimEnd('/') + '/repos/' + $Repository
    $release = Find-Release $base
    $files = @{}
    foreach ($asset in @(Get-List ($base + '/releases/' + $release.id + '/assets') 100)) {
        if ($asset.state -ne 'uploaded') { continue }
        $digest = ''
        if ($asset.PSObject.Properties['digest'] -and [string] $asset.digest -match '^sha256:([0-9a-f]{64})$') { $digest = $Matches[1] }
        $files[$asset.name] = @{ Address = [string] $asset.url; Size = [long] $asset.size; Digest = $digest }
    }
    return @{ Label = 'github:' + $Repository + '@' + $release.tag_name; Tag = [string] $release.tag_name; Image = (Get-ImageName $release); Files = $files }
}

function Find-File($Release, [string] $Name) {
    if ($null -ne $Release.Files) {
        $file = $Release.Files[$Name]
        if ($null -eq $file) { throw (New-Failure 2 ($Release.Label + ': no ' + $Name + ', expected a release of Windows Image Factory')) }
        return $file
    }
    if ($IsWeb) { return @{ Address = ($Release.Label + $Name); Size = -1L; Digest = '' } }
    $path = [IO.Path]::Combine($Release.Label, $Name)
    if (-not [IO.File]::Exists($path)) { throw (New-Failure 2 ($path + ': does not exist, expected a file of a release. Check -Uri.')) }
    return @{ Address = $path; Size = -1L; Digest = '' }
}

# The bytes of a file from $Offset on, or from the start where a server knows no ranges. null: there are none behind $Offset.
function Open-Bytes([string] $Address, [long] $Offset) {
    if (-not $IsWeb) {
        $stream = [IO.File]::OpenRead($Address)
        if ($Offset -gt $stream.Length) { $Offset = 0 }
        [void] $stream.Seek($Offset, 'Begin')
        return @{ Stream = $stream; Start = $Offset; Length = ($stream.Length - $Offset); Request = $null }
    }
    $answer = Open-Address $Address $Offset 'application/octet-stream'
    $response = $answer.Response
    if ($answer.Status -eq 416 -and $Offset -gt 0) {
        $response.Close()
        return $null
    }
    $start = 0L
    if ($answer.Status -eq 206) {
        if ([string] $response.Headers['Content-Range'] -notmatch ('^bytes ' + $Offset + '-')) {
            $answer.Request.Abort()
            throw (New-TransientFailure ($answer.Url.Host + ': another range than asked for'))
        }
        $start = $Offset
    } elseif ($answer.Status -ne 200) { throw (Get-AnswerFailure $answer) }
    return @{ Stream = $response.GetResponseStream(); Start = $start; Length = $response.ContentLength; Request = $answer.Request }
}

function Assert-Space([string] $Folder, [long] $Bytes) {
    $root = [IO.Path]::GetPathRoot($Folder)
    # A share has no drive: what it has room for shows when it is written to.
    $drive = @([IO.DriveInfo]::GetDrives() | Where-Object { $_.Name -eq $root })
    if ($drive.Count -eq 0 -or $drive[0].AvailableFreeSpace -ge $Bytes) { return }
    throw (New-Failure 4 ('{0}: {1:N0} MB are free, expected {2:N0} MB. Free space or choose another -Destination, then run it again.' -f `
                $root, ($drive[0].AvailableFreeSpace / 1MB), ($Bytes / 1MB)))
}

function Write-State($Meter, [long] $Done, [long] $Total) {
    $pause = if ($ShowsBar) { 0.5 } else { $LineSeconds }
    if ($Meter.Watch.Elapsed.TotalSeconds -lt $pause) { return }
    $Meter.Watch.Reset()
    $Meter.Watch.Start()
    $status = '{0:N0} MB' -f ($Done / 1MB)
    $percent = -1
    if ($Total -gt 0) {
        $status += ' of {0:N0} MB' -f ($Total / 1MB)
        $percent = [int] [Math]::Min([Math]::Floor(100 * $Done / $Total), 100)
    }
    if ($ShowsBar) { Write-Progress -Activity $Meter.Title -Status $status -PercentComplete $percent }
    else { Write-Host ($Meter.Title + ': ' + $status) }
}

function New-Meter([string] $Title) {
    return @{ Title = $Title; Watch = [Diagnostics.Stopwatch]::StartNew() }
}

function Close-Meter($Meter) {
    if ($ShowsBar) { Write-Progress -Activity $Meter.Title -Completed }
}

function ConvertTo-Hex([byte[]] $Bytes) {
    return [BitConverter]::ToString($Bytes).Replace('-', '').ToLowerInvariant()
}

# Reads $Stream to its end through the hash.
function Update-Hash($Hash, $Stream, $Meter) {
    $total = $Stream.Length
    for (;;) {
        $count = $Stream.Read($Buffer, 0, $Buffer.Length)
        if ($count -le 0) { return }
        [void] $Hash.TransformBlock($Buffer, 0, $count, $null, 0)
        Write-State $Meter $Stream.Position $total
    }
}

function Get-Sha256([string] $Path) {
    $hash = [Security.Cryptography.SHA256]::Create()
    $stream = [IO.File]::OpenRead($Path)
    $meter = New-Meter ('Checking ' + [IO.Path]::GetFileName($Path))
    try {
        Update-Hash $hash $stream $meter
        [void] $hash.TransformFinalBlock($Buffer, 0, 0)
        return ConvertTo-Hex $hash.Hash
    } finally {
        Close-Meter $meter
        $stream.Dispose()
        $hash.Dispose()
    }
}

# One attempt to bring the rest of a file. @returns whether its bytes are right; what is wrong is thrown away.
function Read-Rest($State, $Part, $Meter) {
    $bytes = $null
    if ($Part.Size -lt 0 -or $State.File.Length -ne $Part.Size) { $bytes = Open-Bytes $Part.Address $State.File.Length }
    if ($null -ne $bytes) {
        $isWhole = $false
        try {
            if ($bytes.Start -ne $State.File.Length) { Clear-State $State }
            Assert-Space $State.Folder $bytes.Length
            $end = $bytes.Start + $bytes.Length
            for (;;) {
                try {
                    $count = $bytes.Stream.Read($Buffer, 0, $Buffer.Length)
                } catch {
                    throw (New-TransientFailure ($Part.Name + ' broke off: ' + $_.Exception.GetBaseException().Message))
                }
                if ($count -le 0) { break }
                $State.File.Write($Buffer, 0, $count)
                [void] $State.Hash.TransformBlock($Buffer, 0, $count, $null, 0)
                $script:Downloaded += $count
                Write-State $Meter $State.File.Length $end
            }
            if ($bytes.Length -ge 0 -and $State.File.Length -lt $end) { throw (New-TransientFailure ($Part.Name + ' broke off')) }
            $isWhole = $true
        } finally {
            # Closing what is not read to its end would read on; aborting does not.
            if (-not $isWhole -and $null -ne $bytes.Request) { $bytes.Request.Abort() }
            $bytes.Stream.Dispose()
        }
    }
    [void] $State.Hash.TransformFinalBlock($Buffer, 0, 0)
    if ((ConvertTo-Hex $State.Hash.Hash) -eq $Part.Sha256) {
        $State.File.Flush($true)
        return $true
    }
    Clear-State $State
    return $false
}

function Clear-State($State) {
    $State.File.SetLength(0)
    $script:Kept -= $State.Kept
    $State.Kept = 0L
    $State.Hash.Dispose()
    $State.Hash = [Security.Cryptography.SHA256]::Create()
}

# Brings a file into $Partial, going on with what lies there.
function Save-Part($Part, [string] $Folder, [string] $Partial) {
    $meter = New-Meter ('Downloading ' + $Part.Name)
    $state = @{ Folder = $Folder; Hash = [Security.Cryptography.SHA256]::Create(); File = [IO.File]::Open($Partial, 'OpenOrCreate', 'ReadWrite', 'None') }
    try {
        $state.Kept = $state.File.Length
        $script:Kept += $state.Kept
        Update-Hash $state.Hash $state.File $meter
        for ($wrong = 1; ; $wrong++) {
            if (Invoke-WithRetry $Part.Name { Read-Rest $state $Part $meter }) { return }
            Write-Host ($Part.Name + ': the bytes that came are not those that were published')
            if ($wrong -ge $WrongAttempts) {
                throw (New-Failure 3 ($Part.Address + ': bytes with another SHA-256, ' + $WrongAttempts + ' times, expected ' + $Part.Sha256 + '. Run it again; if it stays so, publish the release again.'))
            }
        }
    } finally {
        Close-Meter $meter
        $state.File.Dispose()
        $state.Hash.Dispose()
    }
}

# The parts of the release with their SHA-256, in their order.
function Get-Parts($Release) {
    $file = Find-File $Release $SumsName
    $text = ''
    $digest = ''
    for ($attempt = 1; $attempt -le $WrongAttempts; $attempt++) {
        $text = if ($IsWeb) { (Get-Text $file.Address 'application/octet-stream').Text } else { [IO.File]::ReadAllText($file.Address) }
        $hash = [Security.Cryptography.SHA256]::Create()
        $digest = ConvertTo-Hex $hash.ComputeHash([Text.Encoding]::UTF8.GetBytes($text))
        if ($file.Digest -eq '' -or $file.Digest -eq $digest) { break }
    }
    if ($file.Digest -ne '' -and $file.Digest -ne $digest) { throw (New-Failure 3 ($Release.Label + ': ' + $SumsName + ' with the SHA-256 ' + $digest + ', expected ' + $file.Digest)) }
    $script:SumsText = $text
    $parts = @()
    foreach ($line in ($text -split "`r?`n")) {
        if ($line -eq '') { continue }
        if ($line -notmatch '^([0-9a-fA-F]{64}) [ *](.+)$') { throw (New-Failure 3 ($Release.Label + ': ' + $SumsName + ': "' + $line + '", expected a SHA-256, two spaces and a name')) }
        $sha256 = $Matches[1].ToLowerInvariant()
        $name = $Matches[2]
        if ($name -cnotmatch $PartPattern) { continue }
        foreach ($part in $parts) {
            if ($part.Name -ceq $name) { throw (New-Failure 3 ($Release.Label + ': ' + $SumsName + ' lists ' + $name + ' twice. Get the list as it was published.')) }
        }
        $number = [int] ('0' + ($name -replace '[^0-9]', ''))
        $found = Find-File $Release $name
        $parts += @{ Name = $name; Sha256 = $sha256; Number = $number; Address = $found.Address; Size = $found.Size }
    }
    $parts = @($parts | Sort-Object -Property { $_.Number })
    if ($parts.Count -eq 0 -or $parts[0].Number -ne 0) { throw (New-Failure 3 ($Release.Label + ': no install.wim and no install.swm in ' + $SumsName + ', expected a release of Windows Image Factory')) }
    return $parts
}

# The files of a folder are used where they lie, when they are right.
function Test-Parts($Parts) {
    foreach ($part in $Parts) {
        $found = Get-Sha256 $part.Address
        if ($found -ne $part.Sha256) { throw (New-Failure 3 ($part.Address + ': the SHA-256 ' + $found + ', expected ' + $part.Sha256 + '. Copy it anew.')) }
    }
}

function Save-Parts($Parts, [string] $Folder) {
    [void] [IO.Directory]::CreateDirectory($Folder)
    $missing = @()
    $needed = 0L
    foreach ($part in $Parts) {
        $final = [IO.Path]::Combine($Folder, $part.Name)
        $partial = $final + '.' + $part.Sha256.Substring(0, 8) + '.partial'
        if ([IO.File]::Exists($final) -and (Get-Sha256 $final) -eq $part.Sha256) {
            $script:Kept += (Get-Item -LiteralPath $final).Length
            continue
        }
        $missing += @{ Part = $part; Final = $final; Partial = $partial }
        $needed += [Math]::Max($part.Size, 0)
        if ([IO.File]::Exists($partial)) { $needed -= [Math]::Min((Get-Item -LiteralPath $partial).Length, [Math]::Max($part.Size, 0)) }
    }
    # What other releases left half done is of no use any more.
    foreach ($file in [IO.Directory]::GetFiles($Folder)) {
        $isWanted = @($missing | Where-Object { [IO.Path]::GetFileName($_.Partial) -eq [IO.Path]::GetFileName($file) }).Count -gt 0
        if ([IO.Path]::GetFileName($file) -match $PartialPattern -and -not $isWanted) { [IO.File]::Delete($file) }
    }
    Assert-Space $Folder $needed
    foreach ($one in $missing) { Save-Part $one.Part $Folder $one.Partial }
    # All are right: now they take the place of the parts of an older release. A part too many would be taken for one of the set.
    $names = @($Parts | ForEach-Object { $_.Name })
    foreach ($file in [IO.Directory]::GetFiles($Folder)) {
        $name = [IO.Path]::GetFileName($file)
        if ($name -match $PartPattern -and $names -notcontains $name) { [IO.File]::Delete($file) }
    }
    foreach ($one in $missing) {
        if ([IO.File]::Exists($one.Final)) { [IO.File]::Delete($one.Final) }
        [IO.File]::Move($one.Partial, $one.Final)
    }
    $utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
    [IO.File]::WriteAllText([IO.Path]::Combine($Folder, $SumsName), $SumsText, $utf8)
}

function Install-Image([string] $ImageFile, [string] $SwmPattern, [string] $Target) {
    $words = @('/English', '/Apply-Image', ('/ImageFile:' + $ImageFile), ('/Index:' + $Index), ('/ApplyDir:' + $Target))
    if ($SwmPattern -ne '') { $words += '/SWMFile:' + $SwmPattern }
    & dism.exe $words | Out-Host
    if ($LASTEXITCODE -eq 0) { return }
    $what = 'dism.exe /Apply-Image ended with {0} (0x{0:X8})' -f $LASTEXITCODE
    if ($LASTEXITCODE -eq 740) { throw (New-Failure 4 ($what + '. Run it elevated.')) }
    if ($LASTEXITCODE -eq 112 -or $LASTEXITCODE -eq 0x80070070) { throw (New-Failure 4 ($what + ': ' + $Target + ' is full. Choose a larger volume.')) }
    throw (New-Failure 1 ($what + '. See above, and Logs\DISM\dism.log in the Windows folder.'))
}

function Get-AbsolutePath([string] $Path) {
    if (-not [IO.Path]::IsPathRooted($Path)) { $Path = [IO.Path]::Combine((Get-Location).ProviderPath, $Path) }
    $full = [IO.Path]::GetFullPath($Path)
    # Behind a last backslash a quotation mark would not end an argument.
    if ($full -eq [IO.Path]::GetPathRoot($full)) { return $full }
    return $full.TrimEnd('\', '/')
}

$Api = $null
$IsWeb = $true
$SumsText = ''
$ExitCode = 0
$Protocols = [Net.ServicePointManager]::SecurityProtocol
try {
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    if (($Repository -eq '') -eq ($Uri -eq '')) { throw (New-Failure 2 'Get-FactoryImage: give either -Repository OWNER/REPO or -Uri') }
    $IsWeb = $Repository -ne '' -or $Uri -match '^https?://'
    if ($Destination -eq '' -and $IsWeb) { throw (New-Failure 2 'Get-FactoryImage: give -Destination, the folder for the files') }
    if ($Index -lt 1) { throw (New-Failure 2 ('-Index ' + $Index + ': expected 1 or more')) }
    if ($Apply -ne '') {
        $Apply = Get-AbsolutePath $Apply
        if (-not [IO.Directory]::Exists($Apply)) { throw (New-Failure 2 ($Apply + ': does not exist, expected the folder to apply to. Format and mount the volume first.')) }
    }
    if ($Repository -ne '') {
        if ($Repository -notmatch '^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$') { throw (New-Failure 2 ('-Repository "' + $Repository + '": expected OWNER/REPO')) }
        if ($Token -eq '') { $Token = [string] [Environment]::GetEnvironmentVariable('GITHUB_TOKEN') }
        if ($ApiUrl -eq '') { $ApiUrl = [string] [Environment]::GetEnvironmentVariable('GITHUB_API_URL') }
        if ($ApiUrl -eq '') { $ApiUrl = 'https://api.github.com' }
        $Api = New-Object -TypeName System.Uri -ArgumentList $ApiUrl
        $release = Find-GitHubFiles
    } else {
        $label = if ($IsWeb) { $Uri.TrimEnd('/') + '/' } else { Get-AbsolutePath $Uri }
        $release = @{ Label = $label; Tag = ''; Image = ''; Files = $null }
    }
    $parts = @(Get-Parts $release)
    $folder = $release.Label
    if ($Destination -eq '') { Test-Parts $parts }
    else {
        $folder = Get-AbsolutePath $Destination
        Save-Parts $parts $folder
    }
    $paths = @($parts | ForEach-Object { [IO.Path]::Combine($folder, $_.Name) })
    $pattern = ''
    if ($parts[0].Name -eq 'install.swm') { $pattern = [IO.Path]::Combine($folder, 'install*.swm') }
    Write-Host ('{0}: {1} file(s) of {2}, {3:N1} MB downloaded, {4:N1} MB there from before' -f $folder, ($parts.Count), $release.Label, ($Downloaded / 1MB), ($Kept / 1MB))
    if ($Apply -ne '') { Install-Image $paths[0] $pattern $Apply }
    if ($PassThru) {
        [pscustomobject]@{
            Release = $release.Label; Tag = $release.Tag; Image = $release.Image; Folder = $folder; ImageFile = $paths[0]
            SwmPattern = $pattern; Parts = $paths; BytesDownloaded = $Downloaded; BytesKept = $Kept
        }
    }
} catch {
    $ExitCode = 4
    $message = $_.Exception.GetBaseException().Message
    if ($_.Exception.Data.Contains('Code')) {
        $ExitCode = [int] $_.Exception.Data['Code']
        $message = $_.Exception.Message
    } else { $message += ' (line ' + $_.InvocationInfo.ScriptLineNumber + ')' }
    $Host.UI.WriteErrorLine($message)
} finally {
    [Net.ServicePointManager]::SecurityProtocol = $Protocols
}
exit $ExitCode
