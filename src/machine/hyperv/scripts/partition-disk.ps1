# Partitions an empty disk for UEFI (ESP, MSR, Windows) and makes its two volumes reachable through folders.
# The ESP is formatted as a basic partition and gets its type afterwards: Format-Volume does not take one of its own type.
param($Request)

$number = $Request.number
$basic = '{ebd0a0a2-b9e5-4433-87c0-68b6b72699c7}'
$system = '{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}'
$reserved = '{e3c9e316-0b5c-4db8-817d-f92df00215ae}'

$null = Storage\Initialize-Disk -Number $number -PartitionStyle GPT
# Windows adds a reserved partition of its own, which would come before the ESP.
foreach ($partition in @(Storage\Get-Partition -DiskNumber $number -ErrorAction SilentlyContinue)) {
    $null = Storage\Remove-Partition -DiskNumber $number -PartitionNumber $partition.PartitionNumber -Confirm:$false
}

$esp = Storage\New-Partition -DiskNumber $number -Size 260MB -GptType $basic
$null = Storage\New-Partition -DiskNumber $number -Size 16MB -GptType $reserved
$os = Storage\New-Partition -DiskNumber $number -UseMaximumSize -GptType $basic

$null = Storage\Format-Volume -Partition $esp -FileSystem FAT32 -NewFileSystemLabel 'System' -Force -Confirm:$false
$null = Storage\Format-Volume -Partition $os -FileSystem NTFS -NewFileSystemLabel 'Windows' -Force -Confirm:$false
$null = Storage\Set-Partition -DiskNumber $number -PartitionNumber $esp.PartitionNumber -GptType $system

$null = Storage\Add-PartitionAccessPath -DiskNumber $number -PartitionNumber $esp.PartitionNumber -AccessPath $Request.esp
$null = Storage\Add-PartitionAccessPath -DiskNumber $number -PartitionNumber $os.PartitionNumber -AccessPath $Request.os

$paths = (Storage\Get-Partition -DiskNumber $number -PartitionNumber $esp.PartitionNumber).AccessPaths
@{
    esp    = $esp.PartitionNumber
    os     = $os.PartitionNumber
    volume = @($paths | Where-Object { $_.StartsWith('\\?\Volume') })[0]
}
