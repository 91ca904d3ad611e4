# Attaches an ISO to the host and finds the image of Windows in it.
param($Request)

$image = Storage\Get-DiskImage -ImagePath $Request.path
if (-not $image.Attached) { $null = Storage\Mount-DiskImage -ImagePath $Request.path -StorageType ISO -Access ReadOnly }

# Its volume appears a moment later.
$volume = $null
for ($attempt = 0; $attempt -lt 20 -and $null -eq $volume; $attempt++) {
    if ($attempt -gt 0) { Start-Sleep -Milliseconds 500 }
    $image = Storage\Get-DiskImage -ImagePath $Request.path
    $volume = Storage\Get-Volume -DiskImage $image -ErrorAction SilentlyContinue
}
if ($null -eq $volume) { throw 'the ISO is attached, and Windows shows no volume in it' }

$root = $volume.Path
if ($volume.DriveLetter) { $root = "$($volume.DriveLetter):\" }
$found = $null
foreach ($name in @('install.wim', 'install.esd', 'install.swm')) {
    $file = "$($root)sources\$name"
    if ($null -eq $found -and (Test-Path -LiteralPath $file)) { $found = $file }
}
@{ image = $found }
